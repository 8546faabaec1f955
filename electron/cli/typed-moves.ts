/** Moves typed by hand: "db01>s924-1,app2>s922-2" on the command line, or a CSV file with a partition and a server a line. */
import { AppFailure } from '../../shared/contract/result.ts'
import type { Fleet } from '../../shared/inventory/fleet.ts'
import type { TypedMove } from '../../shared/planning/by-hand.ts'
import { csvRows } from '../importers/power/csv-rows.ts'
import { findNamed } from '../../shared/contract/find-named.ts'
import { readTextFile } from './read-text-file.ts'

interface Pair {
  readonly partition: string
  readonly server: string
}

const HEADER: ReadonlySet<string> = new Set(['partition', 'lpar', 'name', 'partition name', 'lpar name'])

/** Moves as typed, names resolved. Errors: usage, file-missing, file-unreadable, inventory-missing. */
export async function typedMoves(given: string, fleet: Fleet): Promise<readonly TypedMove[]> {
  const pairs = given.includes('>') ? inlinePairs(given) : filePairs(await readTextFile(given), given)
  if (pairs.length === 0)
    throw new AppFailure({ code: 'usage', message: `${given} names no move.`, hint: FORMS })
  return pairs.map(({ partition, server }) => ({
    partitionId: findNamed('partition', fleet.partitions, partition).id,
    targetServerId: findNamed('server', fleet.servers, server).id,
  }))
}

const FORMS =
  'Write --moves "db01>s924-1,app2>s922-2", or name a CSV file with a partition and a server a line.'

function inlinePairs(given: string): readonly Pair[] {
  return given
    .split(',')
    .filter((piece) => piece.trim() !== '')
    .map((piece, at) => pairOf(piece.split('>'), `move ${at + 1} of --moves (“${piece.trim()}”)`))
}

function filePairs(text: string, path: string): readonly Pair[] {
  const rows = csvRows(text, path, FORMS)
  const [first] = rows
  const titled = first !== undefined && HEADER.has((first.cells[0] ?? '').toLowerCase())
  return rows.slice(titled ? 1 : 0).map(({ cells, line }) => pairOf(cells, `line ${line} of ${path}`))
}

function pairOf(words: readonly string[], place: string): Pair {
  const [partition = '', server = '', ...more] = words.map((word) => word.trim())
  if (partition === '' || server === '' || more.some((word) => word !== '')) {
    throw new AppFailure({
      code: 'usage',
      message: `${place[0]?.toUpperCase() ?? ''}${place.slice(1)} is no move: it needs a partition and a server.`,
      hint: FORMS,
    })
  }
  return { partition, server }
}
