"""What the operating system refuses, in words that its administrator reads."""

import errno

_WORDS = {
    errno.EACCES: "der er ikke adgang",
    errno.EPERM: "der er ikke adgang",
    errno.ENOENT: "findes ikke",
    errno.ENOTDIR: "er ikke en mappe",
    errno.EISDIR: "er en mappe",
    errno.EEXIST: "findes allerede",
    errno.ENAMETOOLONG: "navnet er for langt",
    errno.ELOOP: "linket fører til sig selv",
    errno.EROFS: "der kan kun læses",
    errno.ENOSPC: "der er ikke mere plads",
    errno.EDQUOT: "der er ikke mere plads",
    errno.EIO: "disken kan ikke læses eller skrives",
    errno.EMFILE: "der er for mange åbne filer",
    errno.ENOMEM: "der er ikke mere hukommelse",
    errno.EADDRINUSE: "er i brug",
    errno.ECONNREFUSED: "ingen svarer",
    errno.ECONNRESET: "forbindelsen blev afbrudt",
    errno.ETIMEDOUT: "ingen svarer i tide",
}


def cause(fault: OSError) -> str:
    """Why it was refused."""
    return _WORDS.get(fault.errno or 0, f"systemet siger nej (fejl {fault.errno})")


def in_words(fault: OSError) -> str:
    """What was refused and why, on one line."""
    named = fault.filename if fault.filename2 is None else fault.filename2
    return cause(fault).capitalize() if named is None else f"{named}: {cause(fault)}"
