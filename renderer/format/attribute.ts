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
