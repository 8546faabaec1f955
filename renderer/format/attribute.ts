const known: Readonly<Record<string, string>> = {
  lmbMib: 'block size (LMB)',
  hmcs: 'HMC',
  uuid: 'UUID',
  os: 'operating system',
  osVersion: 'OS version',
  rmcState: 'RMC state',
  hptRatio: 'page table ratio',
  typeModel: 'type-model',
  vtpm: 'virtual TPM',
  hmcLevel: 'HMC level',
  enterprisePool: 'Power Enterprise Pool',
  barrierArrays: 'BSR arrays',
  dlparCapable: 'takes dynamic changes (DLPAR)',
  profileSynchronised: 'profile kept in step',
  minAffinityScore: 'minimum affinity score',
  minAffinityAction: 'action below the minimum affinity score',
}

/** An attribute of the inventory in words: "installedMemoryMib" is "installed memory"; values carry their own unit. */
export function attributeWords(attribute: string): string {
  return (
    known[attribute] ??
    attribute
      .replace(/(Mib|Centi|Gbps)$/, '')
      .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
  )
}
