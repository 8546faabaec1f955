/** Power figures of servers from a CSV file: server, idle_w, max_w, standby_w, shutdown_s, ipl_s. */
import { findNamed } from '../../../shared/contract/find-named.ts'
import { AppFailure } from '../../../shared/contract/result.ts'
import type { Fleet } from '../../../shared/inventory/fleet.ts'
import type { ServerPower } from '../../../shared/plan/staged-plan.ts'
import { csvRows, type CsvRow } from './csv-rows.ts'

const columns = ['idle_w', 'max_w', 'standby_w', 'shutdown_s', 'ipl_s'] as const
type Column = (typeof columns)[number]

/** Highest figure that is no slip of the pen: watts of a server, seconds of a day. */
const most: Readonly<Record<Column, number>> = {
  idle_w: 100_000,
  max_w: 100_000,
  standby_w: 100_000,
  shutdown_s: 86_400,
  ipl_s: 86_400,
}
const MOST_ROWS = 20_000

const HINT = `A line for each server: server,${columns.join(',')}. What is not known stays empty; lines with # are remarks.`
const fault = (message: string): AppFailure => new AppFailure({ code: 'usage', message, hint: HINT })

/** Reads the figures. Errors: usage with the line, inventory-missing. */
export function readPower(text: string, path: string, fleet: Fleet): readonly ServerPower[] {
  const [title, ...rows] = csvRows(text, path, HINT)
  if (title === undefined) throw fault(`${path} is empty.`)
  const places = placesOf(title, path)
  if (rows.length > MOST_ROWS) throw fault(`${path} has ${rows.length} lines; ${MOST_ROWS} are read at most.`)
  const lines = new Map<string, number>()
  return rows.map((row) => {
    const where = `Line ${row.line} of ${path}`
    if (row.cells.length > title.cells.length) throw fault(`${where} has more cells than the title line.`)
    const word = row.cells[places.server] ?? ''
    if (word === '') throw fault(`${where} names no server.`)
    const server = serverOf(fleet, word, where)
    const former = lines.get(server.id)
    if (former !== undefined) throw fault(`${where} names ${server.name} again; line ${former} does already.`)
    lines.set(server.id, row.line)
    const figure = (column: Column): number | null => figureOf(row.cells[places[column]] ?? '', column, where)
    const [idleW, maxW, standbyW] = [figure('idle_w'), figure('max_w'), figure('standby_w')]
    if (idleW !== null && maxW !== null && maxW < idleW)
      throw fault(`${where}: max_w (${maxW}) is below idle_w (${idleW}).`)
    const least = idleW ?? maxW
    if (standbyW !== null && least !== null && standbyW > least)
      throw fault(
        `${where}: standby_w (${standbyW}) is above what the server draws while it runs (${least}).`,
      )
    return {
      serverId: server.id,
      idleW,
      maxW,
      standbyW,
      shutdownS: figure('shutdown_s'),
      iplS: figure('ipl_s'),
    }
  })
}

/** Which cell of a line is what. */
function placesOf({ cells }: CsvRow, path: string): Readonly<Record<Column | 'server', number>> {
  const names = cells.map((cell) => cell.toLowerCase())
  const unknown = names.find((name) => name !== 'server' && !columns.some((column) => column === name))
  if (unknown !== undefined)
    throw fault(`The title line of ${path} has a column “${unknown.slice(0, 60)}”, which is none of ours.`)
  const place = (name: Column | 'server'): number => {
    const at = names.indexOf(name)
    if (at < 0) throw fault(`The title line of ${path} has no column “${name}”.`)
    if (names.indexOf(name, at + 1) > 0) throw fault(`The title line of ${path} has “${name}” twice.`)
    return at
  }
  return {
    server: place('server'),
    idle_w: place('idle_w'),
    max_w: place('max_w'),
    standby_w: place('standby_w'),
    shutdown_s: place('shutdown_s'),
    ipl_s: place('ipl_s'),
  }
}

function serverOf(fleet: Fleet, word: string, where: string): Fleet['servers'][number] {
  try {
    return findNamed('server', fleet.servers, word)
  } catch (cause) {
    if (!(cause instanceof AppFailure)) throw cause
    throw new AppFailure({ ...cause.error, message: `${where}: ${cause.error.message}` })
  }
}

function figureOf(cell: string, column: Column, where: string): number | null {
  if (cell === '') return null
  const isSeconds = column.endsWith('_s')
  if (!(isSeconds ? /^\d{1,9}$/ : /^\d{1,9}(\.\d{1,6})?$/).test(cell))
    throw fault(`${where}: ${column} “${cell.slice(0, 60)}” is no ${isSeconds ? 'whole ' : ''}number.`)
  const value = Number(cell)
  if (value > most[column]) throw fault(`${where}: ${column} ${cell} is beyond ${most[column]}.`)
  return value
}
