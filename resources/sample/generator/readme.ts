/** The read-me beside the sample: figures and troubles come from the model, so that it cannot drift from the files. */
import { sampleAnswers, saidBy } from './answers.ts'
import { sites } from './blueprints.ts'
import { lines } from './grammar.ts'
import type { DataCentre, Server } from './model.ts'
import { troubles } from './troubles.ts'

const gib = (mib: number): string => Math.round(mib / 1024).toLocaleString('en-US')

function table(
  header: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): readonly string[] {
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
}

function serverRow(server: Server): readonly (string | number)[] {
  const { blueprint } = server
  return [
    blueprint.name,
    `${blueprint.typeModel} ${blueprint.generation}`,
    `${blueprint.ecNumber.slice(2)}_${String(blueprint.level).padStart(3, '0')}`,
    server.clients.length,
    `${blueprint.activeGib.toLocaleString('en-US')} / ${gib(server.availableMib)}`,
    `${blueprint.activeCores} / ${(server.availableCenti / 100).toFixed(2)}`,
    `${blueprint.linkGbps} GbE`,
  ]
}

/** Text of resources/sample/README.md. */
export function readme(centre: DataCentre): string {
  const { servers } = centre
  const clients = servers.flatMap((server) => server.clients)
  const [largest] = servers.toSorted((a, b) => b.clients.length - a.clients.length)
  const asleep = clients.filter((client) => !client.running).length
  return lines([
    '# The sample data centre',
    '',
    'A data centre that does not exist, as its two HMCs would print it. Import the folder (or one of the two) like your',
    'own collection: nothing in the application treats it differently. Names, serial numbers, addresses and loads are',
    'invented; type-models are real products. Firmware and software levels are plausible, not a recommendation.',
    '',
    `${servers.length} servers, two VIOS each, ${clients.length} client partitions (${asleep} of them not activated), collected on 11 March 2026.`,
    `Two sites with their own storage and VLANs: ${Object.values(sites)
      .map((site) => `\`${site.hmc}/\``)
      .join(' and ')}.`,
    '',
    '## Servers',
    '',
    ...table(
      [
        'server',
        'model',
        'firmware',
        'partitions',
        'GiB active / free',
        'cores active / free units',
        'mover links',
      ],
      servers.map(serverRow),
    ),
    '',
    `The largest is \`${largest?.blueprint.name}\`. It can be emptied in the main: most of its partitions fit on \`nor-e1080-1\`,`,
    '`nor-s1024-1` and `nor-s1024-2` together, on none of them alone, and a handful has to stay, each for a reason of its own.',
    '',
    '## Troubles',
    '',
    'What real fleets have, once at least:',
    '',
    ...table(
      ['trouble', 'server', 'where', 'what it means', 'seen in'],
      troubles.map((one) => [one.kind, one.server, one.where, one.effect, one.evidence]),
    ),
    '',
    '`nor-s924-1`, `nor-s824-1`, `sou-e880-1` and `sou-s924-1` have 10 GbE mover links, the others 25 GbE. The pool',
    '`OraPool` exists on some servers only. `nor-e980-1` and `nor-e1080-1` share the Power Enterprise Pool `north-pool`. `sou-s1122-1` lists the processor modes we assume for Power11.',
    '',
    '`web-ext1` and `web-ext2` of `sou-s1024-1` have a vNIC each, on two SR-IOV adapters. `sou-s1122-1` can back them; the other',
    'servers cannot: they have no SR-IOV adapter in shared mode, or, as `sou-s924-1`, none with a link.',
    '',
    '## Answers of people',
    '',
    'What no HMC or VIOS prints, its people say in `hmc-output/sample.answers.json`, which is imported with the folder:',
    '',
    ...table(
      ['question', 'answer', 'about', 'why'],
      sampleAnswers.map((one) => [
        one.question,
        one.answer,
        (one.partitions ?? one.servers ?? ['the whole fleet']).join(', '),
        one.reason ?? saidBy,
      ]),
    ),
    '',
    'Zoning is vouched for at four servers only, so that its warning is seen too. Each answer can be taken back under Readiness,',
    'Questions; a file of your own is described in `resources/schema/answers.schema.json`.',
    '',
    '## Nights and weekends',
    '',
    '`sample.power.csv` holds watts and times of the servers for `plan energy`: assumed examples, neither measured nor sourced.',
    'Asked of whole sites, N+1 leaves nobody to switch off: the room of all others is what would stand in for the largest',
    'server. `nights.rules.json` asks it of the smaller servers of the north only; with it `nor-s824-1` and `nor-s924-1` can be off.',
    '',
    '## Files',
    '',
    'Names follow the cache of HMC Scanner: `HMC_<file>`, `<SYSTEM>_<file>`, `<SYSTEM>_<VIOS>_<file>`.',
    '',
    ...table(
      ['file', 'command'],
      commands.map(([file, command]) => [`\`${file}\``, `\`${command}\``]),
    ),
    '',
    'Most files have the `attr=value` form. `lslparutil-r-lpar.txt` has the `-F ... --header` form, and so have `lpar_proc.txt`',
    'and `lpar_mem.txt` of `hmc-south`. A partition that is not activated has zeros as current and pending values; its sizes are in its',
    'profile. The load is one week of hourly counters, newest first; they grow beyond 2^53, as real ones do.',
    'The movers’ logs tell of 50 and more moves of last winter. They come from the forecast engine in a world with slower movers, less',
    'compression and busier databases than the forecast assumes, so that there is something to calibrate; three fit no partition.',
    'Shapes of the load (office hours, evening peaks, night batch, closing of the books on 4 and 5 March, backups) are formulas of our own.',
    '',
    '## How it is made',
    '',
    '`node resources/sample/generate.ts` (Node 24) writes both folders, the answers and this file. Every number comes from a seed that is made of a',
    'name, so the result is the same everywhere, and a new partition leaves sizes and loads of the others as they are. Servers are in',
    '`generator/blueprints.ts`, partitions in `generator/roster.ts`, troubles in `generator/troubles.ts`, answers in `generator/answers.ts`. A test compares the committed',
    'files with a fresh run and checks that memory, processors, slots, ports and addresses add up.',
  ])
}

const commands: readonly (readonly [string, string])[] = [
  ['HMC_lssyscfg-r.txt', 'lssyscfg -r sys'],
  ['HMC_lshmc_V.txt', 'lshmc -V'],
  ['HMC_lscodpool.txt', 'lscodpool --level pool; lscodpool -p POOL --level sys, each below its command'],
  ['HMC_lspartition_dlpar.txt', 'lspartition -dlpar'],
  ['SYSTEM_lpar_conf.txt', 'lssyscfg -r lpar -m SYSTEM'],
  ['SYSTEM_profiles.txt', 'lssyscfg -r prof -m SYSTEM'],
  ['SYSTEM_system_proc.txt', 'lshwres -r proc --level sys -m SYSTEM'],
  ['SYSTEM_system_mem.txt', 'lshwres -r mem --level sys -m SYSTEM'],
  ['SYSTEM_lpar_proc.txt', 'lshwres -r proc --level lpar -m SYSTEM'],
  ['SYSTEM_lpar_mem.txt', 'lshwres -r mem --level lpar -m SYSTEM'],
  ['SYSTEM_procpool.txt', 'lshwres -r procpool -m SYSTEM'],
  ['SYSTEM_vswitch.txt', 'lshwres -r virtualio --rsubtype vswitch -m SYSTEM'],
  ['SYSTEM_veth.txt', 'lshwres -r virtualio --rsubtype eth --level lpar -m SYSTEM'],
  ['SYSTEM_vscsi.txt', 'lshwres -r virtualio --rsubtype scsi --level lpar -m SYSTEM'],
  ['SYSTEM_vfc.txt', 'lshwres -r virtualio --rsubtype fc --level lpar -m SYSTEM'],
  ['SYSTEM_virtual_slots.txt', 'lshwres -r virtualio --rsubtype slot --level lpar -m SYSTEM'],
  ['SYSTEM_vnic.txt', 'lshwres -r virtualio --rsubtype vnic --level lpar -m SYSTEM'],
  ['SYSTEM_sriov_adapter.txt', 'lshwres -r sriov --rsubtype adapter -m SYSTEM'],
  ['SYSTEM_sriov_physport_eth.txt', 'lshwres -r sriov --rsubtype physport --level eth -m SYSTEM -F ... --header'],
  ['SYSTEM_sriov_logport.txt', 'lshwres -r sriov --rsubtype logport --level eth -m SYSTEM'],
  ['SYSTEM_system.slot.txt', 'lshwres -r io --rsubtype slot -m SYSTEM'],
  ['SYSTEM_lslic_syspower.txt', 'lslic -m SYSTEM'],
  ['SYSTEM_lsmemopt.txt', 'lsmemopt -m SYSTEM'],
  ['SYSTEM_lslparmigr-r-sys.txt', 'lslparmigr -r sys -m SYSTEM'],
  ['SYSTEM_lslparmigr-r-lpar.txt', 'lslparmigr -r lpar -m SYSTEM'],
  ['SYSTEM_lslparutil-r-lpar.txt', 'lslparutil -r lpar -m SYSTEM -F ... --header'],
  ['SYSTEM_VIOS_ioslevel.txt', 'ioslevel'],
  ['SYSTEM_VIOS_lsmap-all-npiv.txt', 'lsmap -all -npiv -fmt :'],
  ['SYSTEM_VIOS_lsmap-all.txt', 'lsmap -all -fmt :'],
  ['SYSTEM_VIOS_lsmap-all-net.txt', 'lsmap -all -net -fmt :'],
  ['SYSTEM_VIOS_lspv-size.txt', 'lspv -size -fmt :'],
  ['SYSTEM_VIOS_lspv-uuid.txt', 'chkdev -fmt : -field name identifier'],
  [
    'SYSTEM_VIOS_lsdev-reserve.txt',
    'lsdev -dev hdiskN -attr reserve_policy, after a line #hdiskN, for each disk',
  ],
  ['SYSTEM_VIOS_lsnports.txt', 'lsnports -fmt :'],
  ['SYSTEM_VIOS_entstat.txt', 'entstat -all ent5 (an excerpt), after a line #ent5'],
  ['SYSTEM_VIOS_lsdev-vioslpm0.txt', 'lsdev -dev vioslpm0 -attr'],
  ['SYSTEM_VIOS_lpm.log', 'alog -o -t lpm, as root on the VIOS (an excerpt)'],
]
