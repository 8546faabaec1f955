/** Plans in stages: one row holds the document, its report and the forecasts of its stages. */
import type { Migration } from '../migrations.ts'

const schema = `
CREATE TABLE staged_plans (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  scenario_id INTEGER NOT NULL REFERENCES scenarios (id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL,
  goal TEXT NOT NULL,
  input_hash TEXT NOT NULL,
  stage_count INTEGER NOT NULL,
  move_count INTEGER NOT NULL,
  unserviced_count INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL,
  start_ms INTEGER,
  end_ms INTEGER,
  valid INTEGER NOT NULL CHECK (valid IN (0, 1)),
  document TEXT NOT NULL,
  report TEXT NOT NULL,
  forecasts TEXT NOT NULL
) STRICT;

CREATE INDEX staged_plans_by_scenario ON staged_plans (scenario_id);
`

export const stagedPlans: Migration = {
  version: 6,
  title: 'plans in stages',
  run(db, { track }) {
    db.exec(schema)
    track(['staged_plans'])
  },
}
