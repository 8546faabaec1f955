/** Moves out of the movers' logs, and who set an assumption: typed, or calibrated from them. */
import type { Migration } from '../migrations.ts'

const schema = `
CREATE TABLE past_moves (
  id TEXT NOT NULL PRIMARY KEY,
  stream_id TEXT,
  partition_name TEXT,
  partition_uuid TEXT,
  lpar_id INTEGER,
  source_server TEXT,
  target_server TEXT,
  source_mover TEXT,
  target_mover TEXT,
  ended_at_ms INTEGER,
  seconds REAL NOT NULL CHECK (seconds > 0),
  bytes INTEGER NOT NULL CHECK (bytes > 0),
  file TEXT NOT NULL,
  line INTEGER,
  assigned_to TEXT,
  left_out INTEGER NOT NULL CHECK (left_out IN (0, 1))
) STRICT, WITHOUT ROWID;

ALTER TABLE assumptions ADD COLUMN mark TEXT NOT NULL DEFAULT 'typed' CHECK (mark IN ('typed', 'calibrated'));
`

export const pastMoves: Migration = {
  version: 5,
  title: 'past moves and calibrated assumptions',
  run(db, { track, trackNewColumns }) {
    db.exec(schema)
    track(['past_moves'])
    trackNewColumns(['assumptions'])
  },
}
