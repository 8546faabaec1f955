import { watch } from 'vue'
import type { ChangedArea, HostEvent } from '../../shared/contract/events.ts'
import { transport } from '../transport/current.ts'
import { useAssumptions } from './assumptions.ts'
import { useCalibration } from './calibration.ts'
import { useCatalogue } from './catalogue.ts'
import { useFleet } from './fleet.ts'
import { useImport } from './import.ts'
import { useJobs } from './jobs.ts'
import { usePlans } from './plans.ts'
import { useReadiness } from './readiness.ts'
import { useStagedPlans } from './staged-plans.ts'
import { useWorkspace } from './workspace.ts'

/** Wires host events to the stores: progress to jobs, the save status to the workspace, changes to what was read. */
export function connectStores(): () => void {
  const workspace = useWorkspace()
  const jobs = useJobs()
  const fleet = useFleet()
  const importing = useImport()
  const plans = usePlans()
  const staged = useStagedPlans()
  const assumptions = useAssumptions()
  const catalogue = useCatalogue()
  const calibration = useCalibration()
  const readiness = useReadiness()

  const read = (): readonly { readonly inUse: boolean; clear(): void; load(): Promise<void> }[] => [
    { inUse: fleet.view !== null || fleet.error !== null, clear: fleet.clear, load: fleet.load },
    {
      inUse: readiness.view !== null || readiness.error !== null,
      clear: readiness.clear,
      load: readiness.load,
    },
    { inUse: plans.list !== null || plans.error !== null, clear: plans.clear, load: plans.load },
    { inUse: staged.list !== null || staged.error !== null, clear: staged.clear, load: staged.load },
    {
      inUse: assumptions.view !== null || assumptions.error !== null,
      clear: assumptions.clear,
      load: assumptions.load,
    },
    {
      inUse: catalogue.rows !== null || catalogue.error !== null,
      clear: catalogue.clear,
      load: catalogue.load,
    },
    {
      inUse: calibration.view !== null || calibration.error !== null,
      clear: calibration.clear,
      load: calibration.load,
    },
  ]

  const stopWatching = watch(
    () => workspace.state?.path ?? null,
    (path, before) => {
      if (before !== null) importing.leaveWorkspace()
      for (const resource of read()) {
        if (!resource.inUse) continue
        resource.clear()
        if (path !== null) void resource.load()
      }
    },
  )

  /** What was read is read again; what nobody has looked at yet waits until somebody does. */
  const changed = (areas: readonly ChangedArea[]): void => {
    void workspace.refresh()
    if (!workspace.isOpen) return
    if (areas.includes('inventory') && fleet.view !== null) void fleet.load()
    else if (areas.includes('assumptions') && fleet.view !== null) void fleet.check()
    if (readiness.view !== null && (areas.includes('inventory') || areas.includes('assumptions'))) {
      void readiness.load()
    }
    if (plans.list !== null && areas.some((area) => area !== 'workspace' && area !== 'history')) {
      void plans.load()
    }
    if (staged.list !== null && areas.some((area) => area !== 'workspace' && area !== 'history')) {
      void staged.load()
    }
    if (assumptions.view !== null && (areas.includes('assumptions') || areas.includes('inventory'))) {
      void assumptions.load()
    }
    if (catalogue.rows !== null && areas.includes('inventory')) void catalogue.load()
    if (calibration.view !== null && (areas.includes('assumptions') || areas.includes('inventory'))) {
      void calibration.load()
    }
  }

  const stopListening = transport().listen((event: HostEvent) => {
    if (event.type === 'job-progress') jobs.receive(event)
    else if (event.type === 'save-status') workspace.receive(event)
    else changed(event.areas)
  })
  return () => {
    stopWatching()
    stopListening()
  }
}
