/**
 * Ordered schema changes. Each runs in one transaction together with the new version number, after a verified backup
 * (open-workspace.ts), and fails whole: there is no half-migrated file. A released migration is never edited.
 */
import { trackNewColumns, trackTable } from './edit-tracking.ts'
import { firstSchema } from './migrations/0001-first-schema.ts'
import { factsOfTheRules } from './migrations/0002-facts-of-the-rules.ts'
import { statementsAndCatalogueEdits } from './migrations/0003-statements-and-catalogue-edits.ts'
import { vnicAndSharedPools } from './migrations/0004-vnic-and-shared-pools.ts'
import { pastMoves } from './migrations/0005-past-moves.ts'
import { stagedPlans } from './migrations/0006-staged-plans.ts'
import { pragmaNumber, type Sqlite } from './sqlite.ts'

export interface MigrationTools {
  readonly nowMs: number
  /** Records the changes of these tables for undo from now on. */
  readonly track: (tables: readonly string[]) => void
  /** Records the columns these tracked tables have gained, too. */
  readonly trackNewColumns: (tables: readonly string[]) => void
}

export interface Migration {
  readonly version: number
  readonly title: string
  run(db: Sqlite, tools: MigrationTools): void
}

export const migrations: readonly Migration[] = [
  firstSchema,
  factsOfTheRules,
  statementsAndCatalogueEdits,
  vnicAndSharedPools,
  pastMoves,
  stagedPlans,
]

export const latestVersion = (all: readonly Migration[] = migrations): number => all.at(-1)?.version ?? 0

export const schemaVersion = (db: Sqlite): number => pragmaNumber(db, 'user_version')

/** Brings the schema to the newest version; answers the versions it went through. */
export function migrate(
  db: Sqlite,
  nowMs: number,
  all: readonly Migration[] = migrations,
): readonly number[] {
  const pending = all.filter((migration) => migration.version > schemaVersion(db))
  for (const migration of pending) {
    db.transaction(() => {
      migration.run(db, {
        nowMs,
        track: (tables) => tables.forEach((table) => trackTable(db, table)),
        trackNewColumns: (tables) => tables.forEach((table) => trackNewColumns(db, table)),
      })
      db.pragma(`user_version = ${migration.version}`)
    }).immediate()
  }
  return pending.map((migration) => migration.version)
}
