/** Splits a stream of bytes into lines and hands each parsed JSON value on. Resolves when the stream ends. */
export async function readJsonLines(
  body: ReadableStream<Uint8Array>,
  receive: (value: unknown) => void,
): Promise<void> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    rest += decoder.decode(value, { stream: true })
    const lines = rest.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (line.trim() !== '') receive(JSON.parse(line))
    }
  }
}
