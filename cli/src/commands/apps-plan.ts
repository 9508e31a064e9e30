import { type Command, isSet, JSON_OPTION, REACH } from '../command.ts'
import { serverOf } from '../server/session.ts'
import { planFiles, planJson, printPlans, wouldChange } from './filed-plans.ts'

export const appsPlan: Command = {
  name: 'apps plan',
  usage: '<file>…',
  summary: 'Show field by field what applying files would change, and change nothing',
  details: `A file is YAML or JSON; - is the standard input. A field that a file leaves out has its default.
Exits with 0 when nothing would change, with 2 when something would, and with 1 on errors.`,
  takes: { least: 1, most: 1000 },
  options: { ...JSON_OPTION, ...REACH },
  async run(input) {
    const { args, terminal } = input
    const plans = await planFiles(await serverOf(input), args)
    const changed = plans.some(wouldChange)
    if (!isSet(input, 'json')) printPlans(plans, terminal)
    else terminal.out(JSON.stringify({ changed, applications: plans.map(planJson) }, null, 2))
    return changed ? 2 : 0
  },
}
