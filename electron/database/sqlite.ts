import Database from 'better-sqlite3'

/** A connection; only files of this folder and the data worker hold one. */
export type Sqlite = Database.Database

/** "LPMP": marks a file as an LPM Planner workspace (bytes 68 to 71 of its header). */
export const applicationId = 0x4c504d50

interface ConnectOptions {
  /** Makes the file where there is none; otherwise its absence is an error. */
  readonly create: boolean
  /** Keeps every other process out for as long as the connection is open. */
  readonly exclusive: boolean
  /** Only looks: not even the write-ahead log is moved into the file when it closes. */
  readonly readOnly?: boolean
}

/**
 * Opens a connection with the settings every connection of ours has. `trusted_schema=OFF` and foreign content: a
 * workspace may come from anybody, so nothing in its schema may call functions with side effects; `cell_size_check`
 * finds damaged pages early. The write-ahead log is switched on by `useWriteAheadLog`.
 * `place` is a path, `:memory:`, or the bytes of a database, which is then held in memory.
 */
export function connect(place: string | Buffer, options: ConnectOptions): Sqlite {
  const db = new Database(place, {
    fileMustExist: !options.create,
    readonly: options.readOnly ?? false,
    timeout: 500,
  })
  try {
    db.pragma('trusted_schema = OFF')
    db.pragma('cell_size_check = ON')
    db.pragma('foreign_keys = ON')
    db.pragma(`locking_mode = ${options.exclusive ? 'EXCLUSIVE' : 'NORMAL'}`)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/**
 * Write-ahead log, flushed at every commit: WAL alone defaults to `synchronous=NORMAL`, which loses the last commits at
 * a power cut. Takes the file lock for good where the connection is exclusive.
 */
export function useWriteAheadLog(db: Sqlite): void {
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec('BEGIN EXCLUSIVE; COMMIT')
}

/** One number of a pragma that answers one number. */
export function pragmaNumber(db: Sqlite, name: string): number {
  return Number(db.pragma(name, { simple: true }))
}
