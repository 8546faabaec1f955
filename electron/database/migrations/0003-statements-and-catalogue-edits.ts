/** What the user vouches for, and the user's changes to the dated tables. Never changed once released. */
import type { Migration } from '../migrations.ts'

const schema = `
CREATE TABLE statements (
  subject TEXT NOT NULL,
  scope TEXT NOT NULL CHECK (scope IN ('fleet', 'server', 'partition')),
  scope_id TEXT NOT NULL,
  holds INTEGER NOT NULL CHECK (holds IN (0, 1)),
  reason TEXT,
  PRIMARY KEY (subject, scope, scope_id),
  CHECK ((scope = 'fleet') = (scope_id = ''))
) STRICT, WITHOUT ROWID;

CREATE TABLE catalogue_edits (
  catalogue TEXT NOT NULL CHECK (catalogue IN ('compat-modes', 'firmware-matrix', 'mobility-levels')),
  row_key TEXT NOT NULL,
  value TEXT NOT NULL,
  reason TEXT,
  PRIMARY KEY (catalogue, row_key)
) STRICT, WITHOUT ROWID;
`

export const statementsAndCatalogueEdits: Migration = {
  version: 3,
  title: 'statements and catalogue edits',
  run(db, { track }) {
    db.exec(schema)
    track(['statements', 'catalogue_edits'])
  },
}
