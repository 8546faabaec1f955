/** What may stand behind `npm start --` and behind the browser host: anything else is a mistake, said and not ignored. */

/** Words of the browser host: `--port N`, `--no-open`. */
const browserFlags: readonly string[] = ['--no-open']
/** Switches Electron itself understands; tests and people who look for faults need them. */
const electronSwitch = /^--(no-sandbox|inspect|remote-debugging|disable-|enable-)/

/** The first word neither the start nor the browser host knows, with what they take; null where all is well. */
export function strangeWord(
  words: readonly string[],
  host: 'start' | 'browser',
): { readonly word: string; readonly known: string } | null {
  const flags = host === 'start' ? ['--browser', ...browserFlags] : browserFlags
  const known = [...flags, '--port N'].join(', ')
  for (let place = 0; place < words.length; place += 1) {
    const word = words[place] ?? ''
    if (flags.includes(word) || (host === 'start' && electronSwitch.test(word))) continue
    if (word !== '--port') return { word, known }
    place += 1
  }
  return null
}
