/** What the whole rule catalogue asks of systems and partitions: columns for it, and the names of profiles. */
import type { Migration } from '../migrations.ts'

const schema = `
ALTER TABLE servers ADD COLUMN memory_mirroring TEXT;
ALTER TABLE servers ADD COLUMN optimizer_running INTEGER CHECK (optimizer_running IN (0, 1));
ALTER TABLE servers ADD COLUMN hmc_level TEXT;
ALTER TABLE servers ADD COLUMN activated_cores INTEGER;
ALTER TABLE servers ADD COLUMN enterprise_pool TEXT;

ALTER TABLE partitions ADD COLUMN default_profile TEXT;
ALTER TABLE partitions ADD COLUMN profile_synchronised INTEGER CHECK (profile_synchronised IN (0, 1));
ALTER TABLE partitions ADD COLUMN barrier_arrays INTEGER;
ALTER TABLE partitions ADD COLUMN min_affinity_score INTEGER;
ALTER TABLE partitions ADD COLUMN min_affinity_action TEXT;
ALTER TABLE partitions ADD COLUMN virtual_serial_number TEXT;
ALTER TABLE partitions ADD COLUMN profile_names_known INTEGER NOT NULL DEFAULT 0 CHECK (profile_names_known IN (0, 1));

CREATE TABLE partition_profiles (
  partition_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (partition_id, position),
  FOREIGN KEY (partition_id) REFERENCES partitions (id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
`

export const factsOfTheRules: Migration = {
  version: 2,
  title: 'facts the rules ask for',
  run(db, { track, trackNewColumns }) {
    db.exec(schema)
    trackNewColumns(['servers', 'partitions'])
    track(['partition_profiles'])
  },
}
