/** Whether a file is a mover's log: its three figures decide; a file name only where the figures come late in a long log. */
import type { Detection, SourceFile } from '../importer.ts'
import { encodingOf } from '../hmc-cli/text-lines.ts'
import { figureOf } from './figures.ts'
import { hintsOfName } from './file-name.ts'

const moverLogKind = 'VIOS mover log'

/** Words that stand in every log of the LPM commands on a VIOS. */
const MOVER_WORDS = /\bmigmover\b|\bmigmgr\b|\bvioslpm\d*\b|\bMVR_MIG|\blive partition mobility\b/i

/** Recognises logs of the movers; null for any other file. */
export function detectMoverLog(file: SourceFile): Detection | null {
  const text = new TextDecoder(encodingOf(file.head)).decode(file.head)
  if (text.split('\n').some((line) => figureOf(line) !== null)) {
    return { kind: moverLogKind, rank: 2, confidence: 0.97 }
  }
  // A long log whose first pieces tell of failed moves only, or of none.
  const named = hintsOfName(file.name).isMoverLog
  return named && MOVER_WORDS.test(text) ? { kind: moverLogKind, rank: 2, confidence: 0.6 } : null
}
