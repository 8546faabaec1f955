/**
 * What the name of a mover's log tells. A VIOS writes one log for all moves, `lpm.log`, and one per migration below
 * /home/ios/logs/LPM, called after date, time, stream and side: `<date>_<time>.<stream id>.<src|dst>` (IBM, "How to
 * analyze Automated LPM snap collection"). People rename copies after the partition: `lpm_<name or id>.log`.
 */

export interface NameHints {
  readonly isMoverLog: boolean
  readonly streamId: string | null
  readonly side: 'source' | 'target' | null
  /** End of the migration by the clock of the VIOS, epoch ms as if it were UTC. */
  readonly endedAt: number | null
  readonly partitionName: string | null
  readonly lparId: number | null
  /** Folder the log lies in, unless it is one that a VIOS or a collection calls so: often the VIOS's name. */
  readonly folder: string | null
}

const STREAM_LOG =
  /^(?:.*?[_-])?(\d{4})-?(\d{2})-?(\d{2})[_-](\d{2})[:.-]?(\d{2})[:.-]?(\d{2})\.([0-9a-f]{4,32})\.(src|dst)\b/i
const WELL_KNOWN_FOLDERS = /^(logs?|lpm|ios|home|minisnap_(success|fail)|tmp|var|adm|mover[-_]?logs?)$/i

/** Hints in a file's shown name (path with forward slashes). */
export function hintsOfName(shown: string): NameHints {
  const parts = shown.split('/')
  const base = parts.at(-1) ?? shown
  const folder = parts.slice(0, -1).findLast((part) => !WELL_KNOWN_FOLDERS.test(part)) ?? null
  const stream = STREAM_LOG.exec(base)
  const side = stream?.[8] ?? /[._-](src|dst)[._-]/i.exec(`${base}.`)?.[1]
  const own = /^lpm[_-](.+?)(?:\.(?:src|dst))?(?:\.(?:log|txt|out))*$/i.exec(base)?.[1] ?? null
  const owner = stream === null ? own : null
  const isNumber = owner !== null && /^\d{1,5}$/.test(owner)
  return {
    isMoverLog: stream !== null || /(^|[_.-])(lpm|migmover|mover)([_.-]|$)/i.test(base),
    streamId: stream?.[7]?.toLowerCase() ?? null,
    side: side === undefined ? null : side.toLowerCase() === 'src' ? 'source' : 'target',
    endedAt: stream === null ? null : utc(stream.slice(1, 7).map(Number)),
    partitionName: owner === null || isNumber ? null : owner,
    lparId: isNumber ? Number(owner) : null,
    folder,
  }
}

/** Epoch ms of year, month (from 1), day, hour, minute, second; null where no clock shows that. */
export function utc([year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0]: readonly number[]):
  number | null {
  const at = Date.UTC(year, month - 1, day, hour, minute, second)
  const fits =
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= 31 &&
    hour < 24 &&
    minute < 60 &&
    second <= 60 &&
    year >= 2007
  return fits && Number.isFinite(at) ? at : null
}
