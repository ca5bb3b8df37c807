const NAVIGATEURS: readonly (readonly [RegExp, string])[] = [
  [/\b(Edg|EdgA|EdgiOS)\//, 'Edge'],
  [/\b(OPR|OPT)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|Chromium|CriOS)\//, 'Chrome'],
  [/\bVersion\/[\d.]+ .*Safari\//, 'Safari'],
];

const SYSTEMES: readonly (readonly [RegExp, string])[] = [
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMacintosh\b/, 'Mac'],
  [/\bLinux\b/, 'Linux'],
];

/** « Firefox sur Android »: enough to recognise one's own devices; no version, nothing else is kept. */
export function nommerAppareil(agent = ''): string {
  const trouver = (liste: typeof NAVIGATEURS) => liste.find(([motif]) => motif.test(agent))?.[1];
  const [navigateur, systeme] = [trouver(NAVIGATEURS), trouver(SYSTEMES)];
  if (navigateur === undefined)
    return systeme === undefined ? 'Appareil inconnu' : `Navigateur sur ${systeme}`;
  return systeme === undefined ? navigateur : `${navigateur} sur ${systeme}`;
}
