/** What the suggestions of a move ask: SR-IOV ports, backing devices of vNICs, storage clusters, addresses of movers. */
import type { Migration } from '../migrations.ts'

const schema = `
ALTER TABLE servers ADD COLUMN sriov_adapters_known INTEGER NOT NULL DEFAULT 0 CHECK (sriov_adapters_known IN (0, 1));
ALTER TABLE servers ADD COLUMN sriov_physical_ports_known INTEGER NOT NULL DEFAULT 0 CHECK (sriov_physical_ports_known IN (0, 1));

CREATE TABLE sriov_adapters (
  server_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  id INTEGER NOT NULL,
  location TEXT,
  state TEXT,
  ports INTEGER,
  PRIMARY KEY (server_id, position),
  FOREIGN KEY (server_id) REFERENCES servers (id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE sriov_physical_ports (
  server_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  adapter_id INTEGER NOT NULL,
  port_id INTEGER NOT NULL,
  location TEXT,
  label TEXT,
  sub_label TEXT,
  link_up INTEGER CHECK (link_up IN (0, 1)),
  logical_ports INTEGER,
  max_logical_ports INTEGER,
  capacity_step INTEGER,
  allocated_capacity INTEGER,
  allocated_of INTEGER,
  PRIMARY KEY (server_id, position),
  FOREIGN KEY (server_id) REFERENCES servers (id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

ALTER TABLE vios ADD COLUMN cluster_id TEXT;
ALTER TABLE vios ADD COLUMN cluster_name TEXT;
ALTER TABLE vios ADD COLUMN mover_addresses_known INTEGER NOT NULL DEFAULT 0 CHECK (mover_addresses_known IN (0, 1));

CREATE TABLE mover_addresses (
  vios_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  address TEXT NOT NULL,
  PRIMARY KEY (vios_id, position),
  FOREIGN KEY (vios_id) REFERENCES vios (id) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

ALTER TABLE vnics ADD COLUMN mac_address TEXT;
ALTER TABLE vnics ADD COLUMN backing_known INTEGER NOT NULL DEFAULT 0 CHECK (backing_known IN (0, 1));

CREATE TABLE vnic_backing_devices (
  partition_id TEXT NOT NULL,
  adapter_position INTEGER NOT NULL,
  position INTEGER NOT NULL,
  vios_lpar_id INTEGER,
  vios_name TEXT,
  vios_uuid TEXT,
  adapter_id INTEGER,
  port_id INTEGER,
  capacity INTEGER,
  PRIMARY KEY (partition_id, adapter_position, position),
  FOREIGN KEY (partition_id, adapter_position) REFERENCES vnics (partition_id, position) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;
`

export const vnicAndSharedPools: Migration = {
  version: 4,
  title: 'SR-IOV ports, backing devices of vNICs, storage clusters, addresses of movers',
  run(db, { track, trackNewColumns }) {
    db.exec(schema)
    trackNewColumns(['servers', 'vios', 'vnics'])
    track(['sriov_adapters', 'sriov_physical_ports', 'mover_addresses', 'vnic_backing_devices'])
  },
}
