/** Who lives where: the 200 client partitions by server, by name, kind of workload and operating system. */
export type Workload = 'hana' | 'database' | 'ibmi' | 'app' | 'web' | 'infra' | 'dev'
export type OsRelease = 'aix71' | 'aix72' | 'aix73' | 'sles' | 'rhel8' | 'rhel9' | 'ibmi74' | 'ibmi75'

export interface Resident {
  readonly name: string
  readonly workload: Workload
  readonly os: OsRelease
}

/** Compact notation: `name`, or `name{1..4}` for four of them, then workload and operating system. */
const rosterText: Readonly<Record<string, readonly string[]>> = {
  'nor-e980-1': [
    'sapprd-hdb{1..2} hana sles',
    'bwprd-hdb1 hana sles',
    'sapprd-app{1..6} app aix72',
    'sapprd-ascs1 web sles',
    'sapprd-ers1 web sles',
    'oraerp-p{1..4} database aix72',
    'oracrm-p{1..2} database aix72',
    'db2dwh-p{1..2} database aix73',
    'was-prd{1..6} app aix72',
    'mqprd-qm{1..2} web aix72',
    'ibmi-fin1 ibmi ibmi75',
    'ibmi-log1 ibmi ibmi74',
    'payhub-p{1..3} app rhel8',
    'kafka-p{1..3} app rhel9',
    'web-portal{1..4} web rhel8',
    'nim01 infra aix72',
    'ntp01 infra rhel8',
    'ldap-p1 infra rhel8',
    'bkp-tsm1 app aix72',
    'legacy-cics1 app aix71',
    'orabatch-p1 database aix72',
    'rpt-cognos1 app aix72',
  ],
  'nor-e1080-1': [
    'sapqas-hdb1 hana sles',
    'bwprd-hdb2 hana sles',
    'oraerp-q{1..2} database aix72',
    'orapay-p{1..2} database aix73',
    'orahr-p1 database aix73',
    'db2crm-p{1..2} database aix73',
    'sapbw-app{1..4} app aix73',
    'esb-prd{1..4} app rhel9',
    'was-int{1..4} app aix72',
    'ibmi-hr1 ibmi ibmi75',
    'ibmi-whs1 ibmi ibmi75',
    'redis-p{1..3} web rhel9',
    'mon-zbx1 app rhel8',
    'log-elk{1..2} app rhel9',
    'jenkins1 web rhel9',
    'git-ent1 web rhel9',
    'ansible01 infra rhel9',
    'dns-n1 infra rhel8',
    'cups-n1 infra aix72',
  ],
  'nor-s1024-1': [
    'oradwh-q{1..2} database aix72',
    'db2dwh-q1 database aix73',
    'sapqas-app{1..4} app aix73',
    'was-qas{1..4} app aix72',
    'esb-qas{1..2} app rhel9',
    'web-intra{1..3} web rhel8',
    'mqqas-qm1 web aix72',
    'sftp-gw1 infra rhel8',
    'pgs-p{1..2} database rhel9',
  ],
  'nor-s1024-2': [
    'oratst{1..3} database aix72',
    'saptst-hdb1 database sles',
    'saptst-app{1..3} app aix73',
    'wasdev{1..4} dev aix72',
    'rhdev{1..3} dev rhel9',
    'nimtst1 infra aix72',
    'ocp-node{1..3} app rhel9',
  ],
  'nor-s924-1': [
    'oralog-p{1..2} database aix72',
    'orascm-p1 database aix72',
    'was-scm{1..4} app aix72',
    'db2scm-p1 database aix72',
    'ibmi-prt1 ibmi ibmi74',
    'web-scm{1..3} web rhel8',
    'mqscm-qm1 web aix72',
    'tws-mast1 web aix72',
    'tws-back1 web aix72',
    'nagios1 infra rhel8',
  ],
  'nor-s824-1': [
    'legacy-ora{1..2} database aix71',
    'legacy-was{1..3} app aix71',
    'legacy-mq1 web aix71',
    'arch-doc{1..2} app aix71',
    'fax-gw1 infra aix71',
    'lic-srv1 infra aix71',
    'dhcp-n1 infra rhel8',
    'prt-n1 infra aix71',
  ],
  'sou-e880-1': [
    'ora-dr{1..4} database aix72',
    'db2-dr{1..2} database aix72',
    'sapdr-hdb1 hana sles',
    'sapdr-app{1..3} app aix72',
    'was-dr{1..4} app aix72',
    'ibmi-dr1 ibmi ibmi74',
    'nim02 infra aix72',
    'bkp-tsm2 app aix72',
    'ldap-s1 infra rhel8',
  ],
  'sou-s924-1': [
    'oralab{1..2} database aix72',
    'waslab{1..3} dev aix72',
    'ibmi-dev1 ibmi ibmi74',
    'rhlab{1..4} dev rhel8',
    'db2lab1 database aix72',
    'nimlab1 infra aix72',
  ],
  'sou-s1024-1': [
    'orabi-p{1..2} database aix73',
    'bi-app{1..3} app aix73',
    'esb-s{1..2} app rhel9',
    'web-ext{1..4} web rhel9',
    'pgs-s1 database rhel9',
    'dns-s1 infra rhel8',
    'scan-gw1 infra rhel8',
  ],
  'sou-s1122-1': [
    'ocp-s{1..3} app rhel9',
    'ai-inf{1..2} app rhel9',
    'sapnew-hdb1 hana sles',
    'sapnew-app{1..2} app aix73',
    'pgs-s2 database rhel9',
    'mon-s1 infra rhel9',
  ],
}

function expand(text: string): readonly Resident[] {
  const [pattern = '', workload = '', os = ''] = text.split(' ')
  const range = /^(.*)\{(\d+)\.\.(\d+)\}$/.exec(pattern)
  const first = Number(range?.[2] ?? 0)
  const names = range
    ? Array.from({ length: Number(range[3]) - first + 1 }, (_, at) => `${range[1]}${first + at}`)
    : [pattern]
  return names.map((name) => ({ name, workload: workload as Workload, os: os as OsRelease }))
}

/** The client partitions of a server, in order of partition id. */
export function residentsOf(server: string): readonly Resident[] {
  return (rosterText[server] ?? []).flatMap(expand)
}
