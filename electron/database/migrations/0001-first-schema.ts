/** The first schema: inventory, assumptions, scenarios, plans, and the record of edits. Never changed once released. */
import type { Migration } from '../migrations.ts'

const schema = `
CREATE TABLE workspace (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  created_at_ms INTEGER NOT NULL,
  saved_at_ms INTEGER,
  revision INTEGER NOT NULL,
  open_edit_id INTEGER
) STRICT;

CREATE TABLE edits (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  label TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;

CREATE TABLE inventory (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  imported_at_ms INTEGER
) STRICT;

CREATE TABLE servers (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  uuid TEXT,
  type_model TEXT,
  serial TEXT,
  site TEXT,
  generation TEXT,
  firmware TEXT,
  firmware_release INTEGER,
  state TEXT,
  installed_memory_mib INTEGER,
  configurable_memory_mib INTEGER,
  available_memory_mib INTEGER,
  firmware_memory_mib INTEGER,
  lmb_mib INTEGER,
  installed_centi INTEGER,
  configurable_centi INTEGER,
  available_centi INTEGER,
  min_centi_per_virtual_processor INTEGER,
  max_virtual_processors_per_partition INTEGER,
  max_processors_per_partition INTEGER,
  huge_pages_configurable INTEGER,
  huge_pages_available INTEGER,
  max_partitions INTEGER,
  active_mobility_capable INTEGER CHECK (active_mobility_capable IN (0, 1)),
  inactive_mobility_capable INTEGER CHECK (inactive_mobility_capable IN (0, 1)),
  max_active_migrations INTEGER,
  max_firmware_active_migrations INTEGER,
  max_inactive_migrations INTEGER,
  active_migrations_in_progress INTEGER,
  inactive_migrations_in_progress INTEGER,
  compat_modes_known INTEGER NOT NULL CHECK (compat_modes_known IN (0, 1)),
  virtual_switches_known INTEGER NOT NULL CHECK (virtual_switches_known IN (0, 1)),
  processor_pools_known INTEGER NOT NULL CHECK (processor_pools_known IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE server_hmcs (
  server_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  hmc TEXT NOT NULL,
  PRIMARY KEY (server_id, position),
  FOREIGN KEY (server_id) REFERENCES servers (id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE server_compat_modes (
  server_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  mode TEXT NOT NULL,
  PRIMARY KEY (server_id, position),
  FOREIGN KEY (server_id) REFERENCES servers (id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE virtual_switches (
  server_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  mode TEXT,
  PRIMARY KEY (server_id, position),
  FOREIGN KEY (server_id) REFERENCES servers (id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE processor_pools (
  server_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  id INTEGER NOT NULL,
  name TEXT,
  max_centi INTEGER,
  reserved_centi INTEGER,
  PRIMARY KEY (server_id, position),
  FOREIGN KEY (server_id) REFERENCES servers (id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE vios (
  id TEXT NOT NULL PRIMARY KEY,
  server_id TEXT NOT NULL,
  lpar_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  uuid TEXT,
  state TEXT,
  rmc_state TEXT,
  mover INTEGER CHECK (mover IN (0, 1)),
  level TEXT,
  memory_mib INTEGER,
  max_memory_mib INTEGER,
  processor_mode TEXT,
  entitled_centi INTEGER,
  virtual_processors INTEGER,
  max_virtual_slots INTEGER,
  next_free_virtual_slot INTEGER,
  mover_slots INTEGER,
  concurrency_level INTEGER,
  link_gbps REAL,
  fibre_channel_ports_known INTEGER NOT NULL CHECK (fibre_channel_ports_known IN (0, 1)),
  physical_volumes_known INTEGER NOT NULL CHECK (physical_volumes_known IN (0, 1)),
  network_bridges_known INTEGER NOT NULL CHECK (network_bridges_known IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE fibre_channel_ports (
  vios_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  wwpn TEXT,
  npiv_ready INTEGER CHECK (npiv_ready IN (0, 1)),
  total_ports INTEGER,
  available_ports INTEGER,
  PRIMARY KEY (vios_id, position),
  FOREIGN KEY (vios_id) REFERENCES vios (id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE physical_volumes (
  vios_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  unique_id TEXT,
  size_mib INTEGER,
  reserve_policy TEXT,
  PRIMARY KEY (vios_id, position),
  FOREIGN KEY (vios_id) REFERENCES vios (id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE network_bridges (
  vios_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  name TEXT,
  virtual_switch TEXT,
  PRIMARY KEY (vios_id, position),
  FOREIGN KEY (vios_id) REFERENCES vios (id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE network_bridge_vlans (
  vios_id TEXT NOT NULL,
  bridge_position INTEGER NOT NULL,
  position INTEGER NOT NULL,
  vlan_id INTEGER NOT NULL,
  PRIMARY KEY (vios_id, bridge_position, position),
  FOREIGN KEY (vios_id, bridge_position) REFERENCES network_bridges (vios_id, position) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE partitions (
  id TEXT NOT NULL PRIMARY KEY,
  server_id TEXT NOT NULL,
  lpar_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  uuid TEXT,
  os TEXT,
  environment TEXT,
  os_version TEXT,
  state TEXT,
  rmc_state TEXT,
  migration_state TEXT,
  migration_disabled INTEGER CHECK (migration_disabled IN (0, 1)),
  current_profile TEXT,
  current_mode TEXT,
  desired_mode TEXT,
  memory_mode TEXT,
  memory_mib INTEGER,
  min_memory_mib INTEGER,
  max_memory_mib INTEGER,
  hpt_ratio INTEGER,
  huge_pages INTEGER,
  memory_expansion REAL,
  processor_mode TEXT,
  entitled_centi INTEGER,
  min_centi INTEGER,
  max_centi INTEGER,
  virtual_processors INTEGER,
  max_virtual_processors INTEGER,
  sharing_mode TEXT,
  uncapped_weight INTEGER,
  pool_id INTEGER,
  pool_name TEXT,
  all_resources INTEGER CHECK (all_resources IN (0, 1)),
  service_partition INTEGER CHECK (service_partition IN (0, 1)),
  time_reference INTEGER CHECK (time_reference IN (0, 1)),
  redundant_error_path_reporting INTEGER CHECK (redundant_error_path_reporting IN (0, 1)),
  restricted_io INTEGER CHECK (restricted_io IN (0, 1)),
  vtpm INTEGER CHECK (vtpm IN (0, 1)),
  simplified_remote_restart INTEGER CHECK (simplified_remote_restart IN (0, 1)),
  work_group_id TEXT,
  dlpar_capable INTEGER CHECK (dlpar_capable IN (0, 1)),
  max_virtual_slots INTEGER,
  extra_serial_adapters INTEGER,
  physical_slots_known INTEGER NOT NULL CHECK (physical_slots_known IN (0, 1)),
  host_ethernet_ports_known INTEGER NOT NULL CHECK (host_ethernet_ports_known IN (0, 1)),
  host_channel_adapters_known INTEGER NOT NULL CHECK (host_channel_adapters_known IN (0, 1)),
  sriov_ports_known INTEGER NOT NULL CHECK (sriov_ports_known IN (0, 1)),
  vnics_known INTEGER NOT NULL CHECK (vnics_known IN (0, 1)),
  virtual_ethernet_known INTEGER NOT NULL CHECK (virtual_ethernet_known IN (0, 1)),
  virtual_scsi_known INTEGER NOT NULL CHECK (virtual_scsi_known IN (0, 1)),
  virtual_fibre_channel_known INTEGER NOT NULL CHECK (virtual_fibre_channel_known IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE physical_slots (
  partition_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  description TEXT,
  required INTEGER CHECK (required IN (0, 1)),
  PRIMARY KEY (partition_id, position),
  FOREIGN KEY (partition_id) REFERENCES partitions (id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE host_ethernet_ports (
  partition_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  port TEXT NOT NULL,
  PRIMARY KEY (partition_id, position),
  FOREIGN KEY (partition_id) REFERENCES partitions (id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE host_channel_adapters (
  partition_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  adapter TEXT NOT NULL,
  PRIMARY KEY (partition_id, position),
  FOREIGN KEY (partition_id) REFERENCES partitions (id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE sriov_ports (
  partition_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  port TEXT NOT NULL,
  PRIMARY KEY (partition_id, position),
  FOREIGN KEY (partition_id) REFERENCES partitions (id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE vnics (
  partition_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  slot INTEGER NOT NULL,
  port_vlan_id INTEGER,
  backing_devices INTEGER NOT NULL,
  PRIMARY KEY (partition_id, position),
  FOREIGN KEY (partition_id) REFERENCES partitions (id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE virtual_ethernet_adapters (
  partition_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  slot INTEGER NOT NULL,
  virtual_switch TEXT,
  port_vlan_id INTEGER,
  mac_address TEXT,
  PRIMARY KEY (partition_id, position),
  FOREIGN KEY (partition_id) REFERENCES partitions (id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE virtual_ethernet_tagged_vlans (
  partition_id TEXT NOT NULL,
  adapter_position INTEGER NOT NULL,
  position INTEGER NOT NULL,
  vlan_id INTEGER NOT NULL,
  PRIMARY KEY (partition_id, adapter_position, position),
  FOREIGN KEY (partition_id, adapter_position) REFERENCES virtual_ethernet_adapters (partition_id, position) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE virtual_scsi_adapters (
  partition_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  slot INTEGER NOT NULL,
  vios_lpar_id INTEGER,
  vios_name TEXT,
  vios_slot INTEGER,
  required INTEGER CHECK (required IN (0, 1)),
  backing_known INTEGER NOT NULL CHECK (backing_known IN (0, 1)),
  PRIMARY KEY (partition_id, position),
  FOREIGN KEY (partition_id) REFERENCES partitions (id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE virtual_scsi_backing_devices (
  partition_id TEXT NOT NULL,
  adapter_position INTEGER NOT NULL,
  position INTEGER NOT NULL,
  vios_id TEXT NOT NULL,
  kind TEXT,
  name TEXT NOT NULL,
  unique_id TEXT,
  PRIMARY KEY (partition_id, adapter_position, position),
  FOREIGN KEY (partition_id, adapter_position) REFERENCES virtual_scsi_adapters (partition_id, position) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE virtual_fibre_channel_adapters (
  partition_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  slot INTEGER NOT NULL,
  vios_lpar_id INTEGER,
  vios_name TEXT,
  vios_slot INTEGER,
  port TEXT,
  logged_in INTEGER CHECK (logged_in IN (0, 1)),
  PRIMARY KEY (partition_id, position),
  FOREIGN KEY (partition_id) REFERENCES partitions (id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE virtual_fibre_channel_wwpns (
  partition_id TEXT NOT NULL,
  adapter_position INTEGER NOT NULL,
  position INTEGER NOT NULL,
  wwpn TEXT NOT NULL,
  PRIMARY KEY (partition_id, adapter_position, position),
  FOREIGN KEY (partition_id, adapter_position) REFERENCES virtual_fibre_channel_adapters (partition_id, position) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE INDEX vios_by_server ON vios (server_id);

CREATE INDEX partitions_by_server ON partitions (server_id);

CREATE TABLE server_capabilities (
  server_id TEXT NOT NULL,
  name TEXT NOT NULL,
  capable INTEGER NOT NULL CHECK (capable IN (0, 1)),
  PRIMARY KEY (server_id, name),
  FOREIGN KEY (server_id) REFERENCES servers (id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE typical_weeks (
  partition_id TEXT NOT NULL PRIMARY KEY,
  busy_processing_units_f64 BLOB NOT NULL,
  FOREIGN KEY (partition_id) REFERENCES partitions (id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE origins (
  entity TEXT NOT NULL CHECK (entity IN ('server', 'vios', 'partition')),
  entity_id TEXT NOT NULL,
  attribute TEXT NOT NULL,
  file TEXT NOT NULL,
  line INTEGER,
  PRIMARY KEY (entity, entity_id, attribute)
) STRICT, WITHOUT ROWID;

CREATE TABLE imports (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at_ms INTEGER NOT NULL,
  label TEXT NOT NULL,
  servers INTEGER NOT NULL,
  vios INTEGER NOT NULL,
  partitions INTEGER NOT NULL,
  problems INTEGER NOT NULL
) STRICT;

CREATE TABLE import_files (
  import_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  file TEXT NOT NULL,
  kind TEXT,
  row_count INTEGER NOT NULL,
  size_bytes INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('read', 'partly', 'left-out', 'failed')),
  PRIMARY KEY (import_id, position),
  FOREIGN KEY (import_id) REFERENCES imports (id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE assumptions (
  key TEXT NOT NULL,
  scope TEXT NOT NULL CHECK (scope IN ('fleet', 'server', 'class', 'partition')),
  scope_id TEXT NOT NULL,
  value REAL NOT NULL,
  reason TEXT,
  PRIMARY KEY (key, scope, scope_id),
  CHECK ((scope = 'fleet') = (scope_id = ''))
) STRICT, WITHOUT ROWID;

CREATE TABLE workload_classes (
  partition_id TEXT NOT NULL PRIMARY KEY,
  workload_class TEXT NOT NULL CHECK (workload_class IN ('idle', 'application', 'oltp', 'in-memory'))
) STRICT, WITHOUT ROWID;

CREATE TABLE scenarios (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  base_scenario_id INTEGER REFERENCES scenarios (id) DEFERRABLE INITIALLY DEFERRED,
  created_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE plans (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  scenario_id INTEGER NOT NULL REFERENCES scenarios (id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL,
  goal TEXT NOT NULL,
  input_hash TEXT NOT NULL,
  move_count INTEGER NOT NULL,
  unplaced_count INTEGER NOT NULL,
  memory_mib INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL,
  valid INTEGER NOT NULL CHECK (valid IN (0, 1)),
  end_p50_s REAL,
  end_p90_s REAL,
  document TEXT NOT NULL,
  report TEXT NOT NULL,
  forecast TEXT
) STRICT;

CREATE INDEX plans_by_scenario ON plans (scenario_id);
`

export const firstSchema: Migration = {
  version: 1,
  title: 'first schema',
  run(db, { nowMs, track }) {
    db.exec(schema)
    db.prepare('INSERT INTO workspace (id, created_at_ms, revision) VALUES (1, ?, 0)').run(nowMs)
    db.prepare('INSERT INTO inventory (id) VALUES (1)').run()
    db.prepare(`INSERT INTO scenarios (name, created_at_ms) VALUES ('Base', ?)`).run(nowMs)
    track([
      'inventory',
      'servers',
      'server_hmcs',
      'server_compat_modes',
      'server_capabilities',
      'virtual_switches',
      'processor_pools',
      'vios',
      'fibre_channel_ports',
      'physical_volumes',
      'network_bridges',
      'network_bridge_vlans',
      'partitions',
      'physical_slots',
      'host_ethernet_ports',
      'host_channel_adapters',
      'sriov_ports',
      'vnics',
      'virtual_ethernet_adapters',
      'virtual_ethernet_tagged_vlans',
      'virtual_scsi_adapters',
      'virtual_scsi_backing_devices',
      'virtual_fibre_channel_adapters',
      'virtual_fibre_channel_wwpns',
      'typical_weeks',
      'origins',
      'imports',
      'import_files',
      'assumptions',
      'workload_classes',
      'scenarios',
      'plans',
    ])
  },
}
