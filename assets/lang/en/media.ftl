# Media that came and went. All words of this concern stand here.

# Commands
title-media = Media that came and went
title-medium-note = A medium came or went by hand

# Fields
field-came-or-went = Came or went
field-with-whom = From or to
field-holds = What is on it
hint-came-or-went = received: it is here now; released: it went
hint-with-whom = who gave it, or took it
hint-holds = what it was brought or sent for

# Codes
medium-move-received = received
medium-move-released = released
medium-direction-in = in
medium-direction-out = out
medium-way-export = case folder
medium-way-safety-copy = safety copy
medium-way-restore = case rebuilt from it
medium-way-image = image written
medium-way-source = read as a source
medium-way-merge = case merged from it
medium-way-import = case read in from it
medium-way-exhibit = exhibit
medium-way-witness = signature of a witness
medium-way-stamp = time stamp
medium-way-file = file
medium-way-by-hand = by hand
medium-change-serial = serial number
medium-change-file-system = file system
medium-change-uuid = UUID of the file system
medium-change-label = label
medium-change-size = size

# Lines of the timeline
act-medium-seen = came in on a medium ({ $way }): { $what }; { $name }
act-medium-noted = medium { $moved }: { $medium }; { $whom }

# The sheet
media-how = Told apart by serial number and file system. What the program writes or reads on a medium is here by itself; a = note one that came or went by hand
media-none = No medium is on record
media-medium = Medium { $number }: { $name }
media-machines = It was in more than one machine: { $machines }
media-not-told-apart = Nothing tells it from no. { $others }: no serial number. They may be one medium; note what is printed on it
media-changed = It is not as it was (#{ $record }): { $what } was { $was }, is { $is }. Formatted anew, another partition, or another medium
media-older = { $count } earlier on the timeline
media-handled = { $at } { $direction }, { $way }: { $what }; on { $other }, { $by } (#{ $record })
media-by-hand = { $at } { $direction }, { $way }: { $what }; { $other }, noted by { $by } (#{ $record })

# Rules
t-09-missing = The key of a reserve station lies on the medium without a passphrase: whoever holds it can read the case and go on with it
t-09-next = Lock the medium away, apart from the laptop, and say where under medium; end the copy (safety-end) once it is lost
x-10-missing = The medium cannot be told again, or nobody is named who gave or took it
x-10-next = Read the serial number off the medium and record it again with a name: medium-note
