#!/usr/bin/env bash
# A machine as CI's are: Debian with systemd as PID 1, docker, and a user "runner" who has sudo without a password.
#   image.sh FOLDER      makes FOLDER/{disk,vmlinuz,initrd}; needs root (mmdebstrap) and the machine's own package sources
# Only what is the same for every test is in it: what is tested comes on a second disk (guest/).
set -euo pipefail
PATH=$PATH:/usr/sbin:/sbin
folder=$1
root=$folder/root
mkdir -p "$folder"
rm -rf "$root"
suite=trixie
# Wherever this machine gets its Debian from.
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 'Component: main' | head -1)
[ -n "$mirror" ] || { echo "image.sh: this machine has no Debian package source" >&2; exit 1; }
packages=systemd-sysv,systemd-oomd,dbus,sudo,docker.io,docker-cli,procps,linux-image-cloud-amd64,initramfs-tools,busybox
mmdebstrap --quiet --mode=root --variant=minbase --keyring=/usr/share/keyrings/debian-archive-keyring.gpg --include=$packages \
  --aptopt='Acquire::Languages "none"' --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
  --dpkgopt='path-exclude=/usr/share/locale/*' $suite "$root" "deb $mirror $suite main"

chroot "$root" useradd --uid 1001 --create-home --shell /bin/bash --groups docker runner
echo 'runner ALL=(ALL) NOPASSWD:ALL' >"$root/etc/sudoers.d/runner"
chmod 440 "$root/etc/sudoers.d/runner"
echo guest >"$root/etc/hostname"
echo '127.0.0.1 localhost guest' >"$root/etc/hosts"
cat >"$root/etc/systemd/system/guest.service" <<'UNIT'
[Unit]
After=docker.service dbus.service systemd-oomd.service
Wants=docker.service systemd-oomd.service
[Service]
Type=oneshot
StandardOutput=tty
StandardError=tty
TTYPath=/dev/ttyS0
ExecStart=/bin/sh -c 'mkdir -p /opt/guest && tar -x -C /opt/guest -f /dev/vdb && /opt/guest/test/runner/guest/start; systemctl poweroff --force --force'
[Install]
WantedBy=multi-user.target
UNIT
ln -sf /etc/systemd/system/guest.service "$root/etc/systemd/system/multi-user.target.wants/guest.service"
# Nobody logs in, and there is no network to wait for.
for unit in getty@tty1.service serial-getty@ttyS0.service systemd-networkd-wait-online.service apt-daily.timer apt-daily-upgrade.timer \
  fstrim.timer e2scrub_all.timer man-db.timer dpkg-db-backup.timer; do ln -sf /dev/null "$root/etc/systemd/system/$unit"; done

cp "$root"/boot/vmlinuz-* "$folder/vmlinuz"
cp "$root"/boot/initrd.img-* "$folder/initrd"
rm -rf "$root"/boot/* "$root"/var/cache/apt/* "$root"/var/lib/apt/lists/* "$folder/disk.part"
mke2fs -q -t ext4 -O ^has_journal -d "$root" "$folder/disk.part" 2G
rm -rf "$root"
mv "$folder/disk.part" "$folder/disk"
