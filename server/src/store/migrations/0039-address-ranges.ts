import { addColumn } from './add-column.ts'

/** From where an application may prove itself. */
export const addressRangeMigrations = {
  '0039-02-applications-address-ranges': addColumn('applications', 'address_ranges', 'text'),
} as const
