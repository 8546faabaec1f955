/**
 * Every rule that is judged, in the order of domain.md 3.4: state, source, capability, firmware and mode, processors,
 * memory, storage, network, mover. A new rule is one file and one line here.
 */
import type { Rule } from '../rule.ts'
import { cpuAvail } from './cpu-avail.ts'
import { cpuMinmax, cpuShare } from './cpu-limits.ts'
import { cpuModeA, cpuModeBack, cpuModeI, cpuModeStay } from './cpu-mode.ts'
import { cpuPool } from './cpu-pool.ts'
import { hmcRemote } from './hmc-remote.ts'
import { hmcVersion } from './hmc-version.ts'
import { licPep } from './lic-pep.ts'
import { memAvail } from './mem-avail.ts'
import { memLmb } from './mem-lmb.ts'
import { memMirror } from './mem-mirror.ts'
import { mspConcI, mspConcSys, mspConcVios, mspPair, mspRed, mspSpeed } from './msp.ts'
import { netL2 } from './net-l2.ts'
import { srcCluster, srcConsole, srcLicense } from './src-answers.ts'
import { srcBsr } from './src-bsr.ts'
import { srcBusy } from './src-busy.ts'
import { srcDlpar } from './src-dlpar.ts'
import { rrSrr, srcAme, srcAms, srcVtpm } from './src-features.ts'
import { srcBootedFull, srcMigdis, srcRederr, srcService, srcTimeref } from './src-flags.ts'
import { srcHuge } from './src-huge.ts'
import { srcIbmiRio } from './src-ibmi-rio.ts'
import { srcMinaff } from './src-minaff.ts'
import { srcNotVios } from './src-notvios.ts'
import { srcNpivPair } from './src-npiv-pair.ts'
import { srcHca, srcLhea, srcPhysio } from './src-physical.ts'
import { srcProfile } from './src-profile.ts'
import { srcRmc } from './src-rmc.ts'
import { srcSriov } from './src-sriov.ts'
import { srcState } from './src-state.ts'
import { srcVadapt } from './src-vadapt.ts'
import { srcVnic } from './src-vnic.ts'
import { srcVopt } from './src-vopt.ts'
import { srcVscsiLun, srcVscsiRes, srcVscsiVis } from './src-vscsi.ts'
import { srcWlg } from './src-wlg.ts'
import { tgtDpo } from './tgt-dpo.ts'
import { tgtFw, tgtFwp7 } from './tgt-fw.ts'
import { tgtLpars } from './tgt-lpars.ts'
import { tgtVlan, tgtVswitch } from './tgt-network.ts'
import { tgtCap, tgtState } from './tgt-state.ts'
import { tgtUuid } from './tgt-uuid.ts'
import { tgtViosLvl, tgtViosRed, tgtViosRmc } from './tgt-vios.ts'
import { tgtVslots } from './tgt-vslots.ts'

export const rules: readonly Rule[] = [
  srcState,
  tgtState,
  srcNotVios,
  srcMigdis,
  srcBusy,
  srcBootedFull,
  srcService,
  srcTimeref,
  srcRmc,
  srcDlpar,
  srcRederr,
  srcBsr,
  srcHuge,
  srcPhysio,
  srcLhea,
  srcHca,
  srcSriov,
  srcVnic,
  srcVadapt,
  srcVopt,
  srcConsole,
  srcIbmiRio,
  srcAms,
  srcAme,
  srcVtpm,
  srcMinaff,
  srcProfile,
  srcWlg,
  srcCluster,
  srcLicense,
  tgtCap,
  tgtDpo,
  tgtLpars,
  tgtUuid,
  rrSrr,
  tgtFw,
  tgtFwp7,
  cpuModeA,
  cpuModeI,
  cpuModeStay,
  cpuModeBack,
  cpuAvail,
  cpuMinmax,
  cpuPool,
  cpuShare,
  memAvail,
  memLmb,
  memMirror,
  srcVscsiLun,
  srcVscsiRes,
  srcVscsiVis,
  srcNpivPair,
  tgtVslots,
  tgtVswitch,
  tgtVlan,
  tgtViosRed,
  tgtViosRmc,
  tgtViosLvl,
  mspPair,
  mspRed,
  mspConcVios,
  mspConcSys,
  mspConcI,
  mspSpeed,
  netL2,
  hmcRemote,
  hmcVersion,
  licPep,
]
