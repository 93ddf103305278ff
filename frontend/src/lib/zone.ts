/** The IANA zone of the laptop, in which times are typed and read: "Europe/Berlin". */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
