#!/usr/bin/env bash
# A machine as CI's are: Debian with systemd as PID 1, docker, and a user "runner" who has sudo without a password.
#   image.sh FOLDER SUITE      makes FOLDER/{disk,vmlinuz} of a Debian; needs root (mmdebstrap) and the machine's own package sources
# Only what is the same for every test is in it: what is tested comes on a second disk (guest/). Its processor is emulated and slow,
# so nothing runs in it that no test looks at: no initramfs (the kernel has NVMe built in), no udev, no first boot.
set -euo pipefail
PATH=$PATH:/usr/sbin:/sbin
folder=$1
suite=$2
root=$folder/root
mkdir -p "$folder"
rm -rf "$root"
# Wherever this machine gets its Debian from.
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 'Component: main' | head -1)
[ -n "$mirror" ] || { echo "image.sh: this machine has no Debian package source" >&2; exit 1; }
packages=systemd-sysv,systemd-oomd,systemd-coredump,libpam-systemd,dbus,sudo,docker.io,docker-cli,procps,linux-image-cloud-amd64
mmdebstrap --quiet --mode=root --variant=minbase --keyring=/usr/share/keyrings/debian-archive-keyring.gpg --include=$packages \
  --aptopt='Acquire::Languages "none"' --aptopt='Acquire::Check-Valid-Until "false"' --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
  --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-exclude=/etc/kernel/postinst.d/initramfs-tools' $suite "$root" "deb $mirror $suite main"

# Users as runners have them: hosted ones may do anything; on people's own machines some may only use docker, and some nothing.
chroot "$root" useradd --uid 1001 --create-home --shell /bin/bash --groups docker runner
chroot "$root" useradd --uid 1002 --create-home --shell /bin/bash --groups docker docked
chroot "$root" useradd --uid 1003 --create-home --shell /bin/bash alone
echo 'runner ALL=(ALL) NOPASSWD:ALL' >"$root/etc/sudoers.d/runner"
echo 'docked,alone ALL=(ALL) ALL' >"$root/etc/sudoers.d/password"
chmod 440 "$root"/etc/sudoers.d/*
echo guest >"$root/etc/hostname"
echo '127.0.0.1 localhost guest' >"$root/etc/hosts"

units=$root/etc/systemd/system
cat >"$units/guest.service" <<'UNIT'
[Unit]
After=docker.service dbus.service systemd-oomd.service
Wants=docker.service systemd-oomd.service
[Service]
Type=oneshot
StandardOutput=tty
StandardError=tty
TTYPath=/dev/ttyS0
ExecStart=/bin/sh -c 'modprobe virtio_blk && mkdir -p /opt/guest && tar -x -C /opt/guest -f /dev/vda && /opt/guest/test/runner/guest/start; systemctl poweroff --force --force'
UNIT
ln -sf /etc/systemd/system/guest.service "$units/multi-user.target.wants/guest.service"
# Nobody logs in, nothing is plugged in, and there is no network to wait for.
for unit in getty.target systemd-udevd.service systemd-udevd-{control,kernel}.socket systemd-udev-{trigger,load-credentials}.service modprobe@.service \
  kmod-static-nodes.service systemd-{modules-load,random-seed,journal-flush,pstore,remount-fs,binfmt}.service \
  systemd-ask-password-{console,wall}.path systemd-tmpfiles-setup-dev{,-early}.service proc-sys-fs-binfmt_misc.automount \
  dev-{hugepages,mqueue}.mount sys-fs-fuse-connections.mount sys-kernel-{config,debug,tracing}.mount \
  systemd-networkd-wait-online.service apt-daily{,-upgrade}.timer dpkg-db-backup.timer systemd-tmpfiles-clean.timer; do
  ln -sf /dev/null "$units/$unit"
done
# It has been configured already: else the first boot would do it.
echo 0123456789abcdef0123456789abcdef >"$root/etc/machine-id"
touch "$root/etc/.updated" "$root/var/.updated"

mkdir -p "$root/etc/docker" "$root/etc/containerd" "$root/etc/systemd/oomd.conf.d"
echo '{"bridge": "none", "iptables": false, "ip6tables": false, "storage-driver": "overlay2"}' >"$root/etc/docker/daemon.json"
cat >"$root/etc/containerd/config.toml" <<'CONFIG'
version = 2
disabled_plugins = ["io.containerd.grpc.v1.cri", "io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.zfs", "io.containerd.snapshotter.v1.devmapper"]
[plugins."io.containerd.internal.v1.restart"]
interval = "1s"
CONFIG
printf '[OOM]\nDefaultMemoryPressureDurationSec=1s\n' >"$root/etc/systemd/oomd.conf.d/quick.conf"

cp "$root"/boot/vmlinuz-* "$folder/vmlinuz"
rm -rf "$root"/boot/* "$root"/var/cache/apt/* "$root"/var/lib/apt/lists/* "$folder/disk.part"
mke2fs -q -t ext4 -O ^has_journal -d "$root" "$folder/disk.part" 2G
rm -rf "$root"
mv "$folder/disk.part" "$folder/disk"
