import type { FastifyReply } from 'fastify'
import type { AuthorizationAnswer } from '../../protocol/authorization/authorization-response.ts'
import { noStore, sendFormPost } from '../headers.ts'
import { formPostPage } from '../pages/form-post-page.ts'
import { wordsFor } from '../words/words-for.ts'

/**
 * Sends the browser back to the application with an authorization response.
 * In: the answer, and the name of the application. A redirect is 303, so that a browser never repeats a POST that
 * held a password (RFC 9700 §4.12); an answer of mode form_post is a page whose form posts itself.
 */
export function sendAnswer(
  reply: FastifyReply,
  answer: AuthorizationAnswer,
  application: { readonly name: string },
): FastifyReply {
  switch (answer.by) {
    case 'redirect':
      return noStore(reply).redirect(answer.url, 303)
    case 'form':
      return sendFormPost(
        reply,
        formPostPage({ ...answer, words: wordsFor(reply.request), application: application.name }),
        answer.action,
      )
  }
}
