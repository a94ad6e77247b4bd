import type { Crash } from '../crash/crash.ts';

/**
 * systemd units of a CI machine's image that serve the machine and no job: what keeps it up to date, names it, logs it and looks after it
 * for its owner. Databases, web servers, container runtimes and whatever else a test may talk to are not among them. By the unit, which
 * only root can choose, and never by the program's name.
 */
const units: readonly RegExp[] = [
  // systemd's own.
  /^systemd-[\w@:\\-]+\.service$/,
  /^(?:user@\d+|user-runtime-dir@\d+|getty@.*|serial-getty@.*|emergency|rescue|plymouth.*|console-setup|keyboard-setup|dbus-org\..*)\.service$/,
  // Packages and firmware that update themselves.
  /^(?:apt-daily(?:-upgrade)?|apt-news|esm-cache|unattended-upgrades|packagekit(?:-offline-update)?|update-notifier-.*|dpkg-db-backup)\.service$/,
  /^(?:snapd(?:\..*)?|snap\.(?:lxd|core\d*|snapd)\..*|fwupd(?:-refresh)?|ubuntu-advantage|ua-.*|ubuntu-fan|motd-news|man-db|logrotate)\.service$/,
  // Disks, devices, clocks, messages, logins.
  /^(?:multipathd|udisks2|upower|ModemManager|thermald|irqbalance|smartd|smartmontools|mdmonitor|lvm2-.*|e2scrub.*|fstrim|blk-availability)\.service$/,
  /^(?:chrony|chronyd|ntp|ntpsec|rsyslog|networkd-dispatcher|NetworkManager.*|wpa_supplicant|polkit|accounts-daemon|rtkit-daemon|apport.*|whoopsie|kerneloops)\.service$/,
  // The cloud's agents, and the hosted runner's own.
  /^(?:walinuxagent|waagent|cloud-(?:init|config|final)(?:-.*)?|azure.*|google-.*|gce-.*|amazon-ssm-agent|snap\.amazon-ssm-agent\..*|qemu-guest-agent)\.service$/,
  /^(?:hv-(?:kvp|vss|fcopy)-daemon|open-vm-tools|vgauth|hosted-compute-agent|runner-provisioner|provjobd.*)\.service$/,
];

export const isHostService = ({ place }: Crash): boolean =>
  place.container === null && place.unit !== null && units.some(pattern => pattern.test(place.unit!));
