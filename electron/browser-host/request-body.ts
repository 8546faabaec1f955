import type { IncomingMessage } from 'node:http'
import { failure, success, type Result } from '../../shared/contract/result.ts'
import { maxRequestBytes } from '../../shared/contract/security.ts'

/** The JSON body of a request, within the size limit. A body that is too large is read to its end but not kept. */
export async function readBody(request: IncomingMessage): Promise<Result<unknown>> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length
    if (size <= maxRequestBytes) pieces.push(piece)
  }
  if (size > maxRequestBytes) {
    return failure({
      code: 'request-too-large',
      message: `The request has ${Math.round(size / 1048576)} MiB; ${maxRequestBytes / 1048576} MiB are allowed.`,
    })
  }
  try {
    const parsed: unknown = JSON.parse(Buffer.concat(pieces).toString('utf8'))
    return success(parsed)
  } catch {
    return failure({ code: 'request-invalid', message: 'The request is not JSON.' })
  }
}
