/** What is wrong in the sample data centre, by name: the model applies it, the read-me lists it, the tests look for it. */
export interface Trouble {
  readonly kind: TroubleKind
  /** Partition, VIOS or server that carries it. */
  readonly where: string
  readonly server: string
  /** What it means for a move, in a sentence. */
  readonly effect: string
  /** File (without the system prefix) and attribute that show it. */
  readonly evidence: string
}

export type TroubleKind =
  | 'RMC down'
  | 'physical adapter'
  | 'huge pages'
  | 'migration disabled'
  | 'redundant error path reporting'
  | 'vSCSI disk reserved'
  | 'vSCSI on a logical volume'
  | 'vSCSI on a file'
  | 'one-WWPN adapter'
  | 'mode unknown to targets'
  | 'disk not visible elsewhere'
  | 'IBM i not in restricted I/O mode'
  | 'time reference partition'
  | 'not activated'
  | 'VIOS is not a mover'
  | 'VLAN missing on a server'
  | 'server full'
  | 'LMB differs'
  | 'old firmware'
  | 'optimizer running'
  | 'no dynamic changes'
  | 'profile not synchronised'

function trouble(
  kind: TroubleKind,
  server: string,
  where: string,
  effect: string,
  evidence: string,
): Trouble {
  return { kind, server, where, effect, evidence }
}

const dormant = 'Moves as an inactive partition; its sizes are in its profile, not in its current values.'

export const troubles: readonly Trouble[] = [
  trouble(
    'RMC down',
    'nor-e980-1',
    'was-prd4',
    'No active move until RMC answers.',
    'lpar_conf.txt rmc_state=inactive',
  ),
  trouble(
    'RMC down',
    'sou-e880-1',
    'was-dr2',
    'No active move until RMC answers.',
    'lpar_conf.txt rmc_state=inactive',
  ),
  trouble(
    'physical adapter',
    'nor-e980-1',
    'bkp-tsm1',
    'Owns a Fibre Channel adapter for tape: cannot move.',
    'profiles.txt io_slots, system.slot.txt lpar_name',
  ),
  trouble(
    'huge pages',
    'nor-e980-1',
    'oracrm-p2',
    'Two 16 GB pages: no active move.',
    'lpar_mem.txt curr_num_huge_pages=2',
  ),
  trouble(
    'migration disabled',
    'nor-e980-1',
    'payhub-p2',
    'Somebody switched mobility off.',
    'lpar_conf.txt migration_disabled=1',
  ),
  trouble(
    'vSCSI disk reserved',
    'nor-e980-1',
    'nim01',
    'Its disk has reserve_policy single_path on one VIOS.',
    'lsdev-reserve.txt of the first VIOS',
  ),
  trouble(
    'one-WWPN adapter',
    'nor-e980-1',
    'mqprd-qm2',
    'A virtual Fibre Channel adapter has one WWPN, not a pair.',
    'vfc.txt wwpns, profiles.txt',
  ),
  trouble(
    'mode unknown to targets',
    'nor-e980-1',
    'legacy-cics1',
    'Runs in POWER7 mode: Power10 does not offer it, the POWER9 target is full, and the POWER8 target is on an old firmware.',
    'lpar_conf.txt curr_lpar_proc_compat_mode=POWER7',
  ),
  trouble(
    'time reference partition',
    'nor-e980-1',
    'ntp01',
    'May move, and loses the role (a warning).',
    'lpar_conf.txt time_ref=1',
  ),
  trouble('not activated', 'nor-e980-1', 'sapprd-app6', dormant, 'lpar_conf.txt state=Not Activated'),
  trouble('not activated', 'nor-e980-1', 'rpt-cognos1', dormant, 'lpar_conf.txt state=Not Activated'),
  trouble('not activated', 'nor-e1080-1', 'was-int4', dormant, 'lpar_conf.txt state=Not Activated'),
  trouble('not activated', 'nor-s1024-2', 'wasdev4', dormant, 'lpar_conf.txt state=Not Activated'),
  trouble('not activated', 'nor-s1024-2', 'rhdev3', dormant, 'lpar_conf.txt state=Not Activated'),
  trouble('not activated', 'sou-s924-1', 'rhlab3', dormant, 'lpar_conf.txt state=Not Activated'),
  trouble(
    'redundant error path reporting',
    'nor-e1080-1',
    'orapay-p1',
    'No active move while it is on; needs a restart to clear.',
    'lpar_conf.txt redundant_err_path_reporting=1',
  ),
  trouble(
    'disk not visible elsewhere',
    'nor-e1080-1',
    'cups-n1',
    'Its disk is zoned to the VIOS of this server only.',
    'lspv-uuid.txt of the other VIOS',
  ),
  trouble(
    'IBM i not in restricted I/O mode',
    'nor-e1080-1',
    'ibmi-hr1',
    'IBM i moves only in restricted I/O mode.',
    'lpar_conf.txt os400_restricted_io_mode=0',
  ),
  trouble(
    'mode unknown to targets',
    'nor-e1080-1',
    'esb-prd1',
    'Like esb-prd2 to esb-prd4: runs in POWER10 mode, so POWER8 and POWER9 servers cannot take it.',
    'lpar_conf.txt curr_lpar_proc_compat_mode=POWER10',
  ),
  trouble(
    'vSCSI on a logical volume',
    'nor-s1024-1',
    'sftp-gw1',
    'Boots from a logical volume of the VIOS: cannot move.',
    'lsmap-all.txt backing device lv_sftp-gw1',
  ),
  trouble(
    'VIOS is not a mover',
    'nor-s1024-2',
    'nor-s1024-2-vio2',
    'One mover only on this server: half the moves at once, no redundant movers.',
    'lpar_conf.txt msp=0',
  ),
  trouble(
    'VLAN missing on a server',
    'nor-s1024-2',
    'VLAN 140',
    'The DMZ is not bridged here: web-portal1 to web-portal4 and other DMZ partitions cannot come.',
    'veth.txt trunk adapters, entstat.txt',
  ),
  trouble(
    'server full',
    'nor-s924-1',
    'nor-s924-1',
    'A few GiB and little entitlement left: no target.',
    'system_mem.txt curr_avail_sys_mem',
  ),
  trouble(
    'old firmware',
    'nor-s824-1',
    'nor-s824-1',
    'SV840 has no known pair with the POWER9 and Power10 firmware around it, and POWER9 modes are unknown to it.',
    'lslic_syspower.txt ecnumber=01SV840',
  ),
  trouble(
    'vSCSI on a file',
    'sou-s1024-1',
    'scan-gw1',
    'Boots from a file of the VIOS: cannot move.',
    'lsmap-all.txt backing device /var/vio/storagepools/...',
  ),
  trouble(
    'LMB differs',
    'sou-s924-1',
    'sou-s924-1',
    'Logical memory blocks of 128 MB, everybody else has 256 MB: no active move in or out.',
    'system_mem.txt mem_region_size=128',
  ),
  trouble(
    'old firmware',
    'sou-s924-1',
    'sou-s924-1',
    'FW930 has no POWER9 mode, only POWER9_base.',
    'lssyscfg-r.txt lpar_proc_compat_modes',
  ),
  trouble(
    'optimizer running',
    'sou-e880-1',
    'sou-e880-1',
    'The Dynamic Platform Optimizer is at work: nothing can come until it has finished.',
    'lsmemopt.txt in_progress=1',
  ),
  trouble(
    'no dynamic changes',
    'nor-e1080-1',
    'redis-p2',
    'RMC answers, but the operating system takes no dynamic changes (a warning).',
    'lspartition_dlpar.txt DCaps:<0x0>',
  ),
  trouble(
    'profile not synchronised',
    'nor-e1080-1',
    'was-int2',
    'Changes made since its start are not in its profile, and a move keeps only what the profile says (a warning).',
    'lpar_conf.txt sync_curr_profile=0',
  ),
]

/** Whether this partition, VIOS, server or VLAN carries that trouble (on the given server, where one is given). */
export function hasTrouble(kind: TroubleKind, where: string, server?: string): boolean {
  return troubles.some(
    (one) => one.kind === kind && one.where === where && (server === undefined || one.server === server),
  )
}
