#!/usr/bin/env bash
# Boots systemd as the first process of new namespaces, on the files of this computer. What the machine writes goes to
# the directory $1, so it can be booted again from there; this computer stays as it is.
set -eu
cd "$1"
[ -d new ] || first=yes
mkdir -p new work root

mount --make-rprivate /
mount -t overlay -o lowerdir=/,upperdir=new,workdir=work overlay root
cd root
if [ "${first-}" ]; then
    # A new machine starts none of this computer's own services, mounts none of its disks, and has a journal of its own.
    rm -rf etc/systemd/system/*.wants
    : >etc/fstab
    tr -d - </proc/sys/kernel/random/uuid >etc/machine-id
fi

# The kernel's settings belong to this computer, so they are read-only. The machine has devices and cgroups of its own.
mount -t proc proc proc
mount --bind -o ro proc/sys proc/sys
mount -t sysfs -o ro sysfs sys
mount -t cgroup2 cgroup2 sys/fs/cgroup
mount -t tmpfs -o mode=755 tmpfs dev
mkdir dev/pts dev/shm
mount -t devpts -o newinstance,ptmxmode=666,mode=620,gid=5 devpts dev/pts
mount -t tmpfs tmpfs dev/shm
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
for device in null zero full random urandom tty; do
    cp --archive "/dev/$device" dev/
done
mount -t tmpfs -o mode=755 tmpfs run
mount -t tmpfs tmpfs tmp

pivot_root . mnt
umount --lazy mnt
# In a container, systemd leaves the clock and the kernel alone.
exec env -i container=other PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd --unit=multi-user.target --show-status=no
