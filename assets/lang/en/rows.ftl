# Rows of other tools' files: commands, fields, lines of the timeline, rules

title-rows-clock = The clock behind imported rows
field-import = Import
hint-import = the record of the import: 48
act-rows = rows of { $file } ({ $format }): { $kept } kept, { $refused } refused
act-rows-clock = the clock behind { $file } was off by { $ahead }; the times of its rows are shown corrected
r-01-missing = The rows of this file are in the case already, by record { $record }: each now counts twice
r-01-next = Strike one of the two imports: strike
r-02-missing = { $count ->
    [one] { $count } record became no row
   *[other] { $count } records became no rows
}; each is kept with its reason
r-02-next = Mend them and take them in: warroom rows refused, then warroom import

# Rows that become facts, bookmarks, searches that are kept

title-row-mark = Make a row a fact of the case
title-row-bookmark = Bookmark a row
title-row-unbookmark = Take a bookmark away
title-search-save = Keep a search
title-search-remove = Keep a search no more
field-line = Line
field-worksheet = Sheet
field-which = Which of several
hint-line = the line of the file that the row begins with: 48211
hint-worksheet = only of a workbook with several sheets
hint-which = only where several begin there: 2, or its digest
hint-row-mark-status = empty: suspected
hint-row-mark-text = empty: what the row says
hint-row-mark-note = what it means for this incident
hint-row-mark-at = empty: the time of the row, corrected
hint-row-mark-tags = empty: those of the row, and its techniques
hint-row-mark-assets = empty: host and account of the row
hint-row-mark-confirmer = whom confirmed rests on, beside exhibit and line
hint-row-mark-mark = at least that of the import
hint-row-bookmark-note = why to come back to it
hint-search-save-name = how it is asked for: lateral movement
hint-search-save-query = as in find: user:svc time:2026-02-18 -host:web01
hint-search-save-mark = empty: that of the case
hint-search-remove-name = as it was kept
shape-line = the number of a line, from 1
shape-which = its number among them, or at least six digits of its SHA-256
act-bookmarked = bookmark on { $file }, { $place }
act-unbookmarked = bookmark taken from { $file }, { $place }
act-unbookmarked-none = a bookmark was taken away that is not there
act-search-saved = search kept as { $name }
act-search-removed = search { $name } is kept no more
r-03-missing = This row is on record already, by record { $record }
r-03-next = Strike the one that is too many, if one is: strike
r-04-missing = The rows are under TLP:{ $mark }, and so is this: what is read from them is for no more people
r-04-next = Write in words of your own, with log, what more people may read
r-05-missing = Import { $record } was struck: what is read from its rows does not count
r-05-next = Mark the row of the import that took its place; or judge it by what else shows it, or strike it
row-which-sheet = { $file } has several sheets, and each begins with a line 1: which one is meant is not said
row-which-sheet-next = Name the sheet: { $names }
row-unread = The rows of { $file } are not in this copy of the case, or damaged: line { $line } cannot be read
row-unread-next = Run warroom verify; a whole copy of the case has them
row-several = { $count ->
    [one] One row of { $file } begins on line { $line }, and it is not the one that is meant
   *[other] { $count } rows of { $file } begin on line { $line }: which one is meant is not said, or there is no such one
}
row-several-next = Give its number among them in the field which, from 1
row-inside = No row of { $file } begins on line { $line }: it is part of a row of several lines
row-inside-next = Name the row by its first line: { $first }
row-none = No row of { $file } begins on line { $line }: it is no row, or was refused
row-none-next = Look for it with warroom find line:N; warroom rows refused has the lines that became no rows
row-undated = The row of line { $line } has no time, so that nobody could place it
row-undated-next = Say when it was in the field at, and how that is known in the note
query-no-field = No row and no record has a field { $field }. To look for the words put them in quotes.
query-no-field-near = No row and no record has a field { $field }: did you mean { $near }?
query-open = Column { $column }: { $given } is opened and not closed
query-open-next = Close it with the same sign, or write a backslash before the sign itself
query-nothing = Column { $column }: { $given } has nothing behind it
query-nothing-next = Write what is looked for there, or leave it out
query-expression = Column { $column }: /{ $given }/ is no regular expression ({ $why })
query-expression-next = Write a backslash before a sign that means itself, or search for the words alone
query-time = Column { $column }: { $given } is no time
query-time-next = Write 2026-02-18, 2026-02-18T13:36 or 2026-02-18T13:36:00+01:00, from and to with .. between
query-range = Column { $column }: { $given } is no range of numbers
query-range-next = Write 10..20, >=10 or <20
pane-f-row = Row
pane-row = { $file }, { $place }, record { $record }
pane-f-row-precision = Written to
pane-f-row-ahead = Clock ahead by
pane-row-ahead-now = { $then } when it was marked, { $now } as declared since: correct this line
pane-f-row-now = Its time now
pane-f-row-import = Its import
pane-row-struck = struck, by record { $record }: this line does not count by its row
pane-row-struck-else = struck, by record { $record }; this line rests on something else
rows-precision-undated = no time
rows-precision-day = the day
rows-precision-minute = the minute
rows-precision-second = the second
rows-precision-digits = fractions of a second

# Everything over time: rows of other tools beside the records of people

title-over-time = Everything over time
over-keys = / search   Enter open   m mark as a fact   b bookmark   f searches   c count   +/- zoom   Esc back
over-keys-more = h/u/s/l/t only what has this host, user, source, level, tag   H/U/S/L/T all but that   B bookmarks   F keep this search   w go to a time   0 all times   o newest or oldest first   g/G first, last   q back, t comes here again
over-keys-narrowed = / search   Enter open   Esc all again   m mark as a fact   b bookmark   c count   +/- zoom   q back
over-keys-typing = Enter to the lines   PgUp/PgDn page   Esc to the lines
over-keys-whole = Up/Down scroll   Esc back
over-keys-record = Up/Down scroll   Enter to it in the timeline   Esc back
over-keys-wait = { $count ->
    [one] 1 key waits for the hits; Esc drops it
   *[other] { $count } keys wait for the hits; Esc drops them
}
over-keys-given-up = { $count ->
    [one] The key that waited for the hits does nothing any more: another search is typed.
   *[other] The { $count } keys that waited for the hits do nothing any more: another search is typed.
}
over-keys-saved = Enter look for it   x keep it no more   Esc back
over-keys-choices = Enter show only that   Esc back
over-keys-jump = Enter go there   Esc back
over-keys-said = m mark as a fact   b bookmark   h only this host   u only this user   s only this source   l only this level   t only this tag
over-count = { $count } of { $all }
over-count-looking = { $count } of { $all }, still looking
over-building = { $share } % in order
over-building-begins = being put in order
over-waits = The imported rows are being put in order for the first time since the program began; they come up here.
over-no-query = everything; type / to search, as in warroom find
over-nothing = No rows and no records yet: I on the evidence takes in the rows of another tool's file.
over-no-row = The cursor is on a record of people: only a row can be marked or bookmarked.
over-no-line = The cursor is on no line: nothing is found that a key could act on.
over-row-without = This row has no { $field }, so nothing is narrowed by it.
over-record-without = This record has no { $field }, so nothing is narrowed by it.
over-there = The search asks for that already.
over-all-times = All times are shown: + narrows them around the cursor.
over-no-closer = That is one second: it gets no closer.
over-jumped = Read as a time of { $day }, the day of the line under the cursor.
over-none-found = Nothing is found: take a word away, or look at another time.
over-kind-row = row
over-kind-fact = fact
over-kind-action = done
over-said-corrected = clock corrected
short-over-time = over time
over-said-fact = is a fact of the case
over-said-bookmark = bookmarked
over-bookmarked = yes
over-saved = Searches that are kept
over-bookmarks = Bookmarks
over-all-bookmarks = All { $count }
over-fields = Count by which field, of what is shown
over-fields-counting = Fields are being counted
over-still-counting = That is still being counted: choose once it is.
over-values = Values of { $field }, of what is shown
over-counting = Values of { $field } are being counted
over-empty = none
over-jump = Go to:
over-no-time = That is no time: 14:05, yesterday 23:10 or 2026-11-21 02:10
over-corrected = { $by } for the clock it was written by
over-f-from = From
over-f-at = When
over-f-corrected = Corrected
over-f-written = As written
over-f-zone = Zone
over-f-noted = Noted
over-f-facts = Facts
over-f-bookmark = Bookmark
over-f-what = What
over-f-kind = Time is of
over-f-source = Source
over-f-host = Host
over-f-user = User
over-f-level = Level
over-f-tags = Tags
over-f-techniques = Techniques
over-zone-written = { $zone }, written with the time
over-zone-declared = { $zone }, declared for the file
over-zone-format = UTC, as the format says
over-zone-none = none

# The form that takes in a file, and what is shown before

title-rows-import = Take in rows of another tool's file
hint-rows-import-file = F2 picks it: timeline, list or chat of another tool
plain-said-hint-rows-import-file = its path: timeline, list or chat of another tool
field-times = Times are written
hint-times = only where the file does not show it
field-columns = Columns
hint-columns = where no format is known: time=When, what=Said, or @FILE
columns-are = Columns of the file: { $names }. Arrows and Enter pick: what is meant, then its column.
plain-said-columns-are = Columns of the file: { $names }.
columns-are-more = Columns of the file: { $names } and { $more } more. Arrows and Enter pick: what is meant, then its column.
plain-said-columns-are-more = Columns of the file: { $names } and { $more } more.
columns-chosen = { $what }: { $column }
columns-read = { $what }; read from { $column } unless another is picked
columns-no = no column says it
field-encoding = Encoding
hint-encoding = only where the file does not show it
hint-rows-import-zone = of times that name none: UTC, +02:00 or Europe/Berlin
hint-rows-import-reason = only where its rows are in the case already: why again
hint-rows-import-description = what the exhibit is that the file becomes; else its name
shape-rows-zone = UTC, an offset or a time zone by its name in the IANA list
shape-rows-columns = what a column holds, a sign of equality and its name; with commas between (holds: time, clock, zone, what, kind, source, host, user, level, tags, techniques)
rows-columns-file = a file that can be read ({ $file }: { $error })
rows-looking = looking at the beginning of the file
rows-reading = reading the rows; Ctrl-C cancels it, and nothing is recorded then
plain-said-rows-reading = reading the rows; cancel-job cancels it, and nothing is recorded then
rows-runs = Rows of a file are being taken in; wait for it, or cancel it with Ctrl-C
plain-said-rows-runs = Rows of a file are being taken in; wait for it, or cancel it with cancel-job
rows-job = rows
ask-rows-keys = Enter take them in   Esc back to the form
ask-rows-open-keys = Enter to its field   Esc back to the form
plain-ask-rows = Type yes to take the rows in as it is said here, no to go back to the form. An empty line takes in nothing.
plain-ask-rows-open = Type yes to go to the field that answers the question, no to go back to the form.
rows-sheet-open = Open: { $question }. Answer it in the field { $field }.
rows-sheet-twice = Its rows are in the case already: record { $record }, { $exhibit }, { $kept } kept. To take them in once more say why in the field { $field }; each then counts twice.
rows-sheet-what = It is { $format } ({ $code }), { $size }, { $encoding }.
rows-sheet-packed = It is { $format } ({ $code }) in { $packed }, { $size }, { $encoding }.
rows-sheet-told = Told by: { $by }.
rows-sheet-columns = Columns: { $columns }
rows-sheet-columns-of = Columns of { $part }: { $columns }
rows-sheet-column = { $name } = { $role }
rows-sheet-beside = Beside each row, under their own names: { $names }
rows-sheet-earlier = Its columns are those of import { $record }, and it is read as that one was. The field Columns chooses others.
rows-sheet-no-rows = No row could be read yet: what depends on an open question waits for its answer.
rows-sheet-none = None of the first records becomes a row.
rows-sheet-rows = { $count ->
    [one] The first row, as it would be:
   *[other] The first { $count } rows, as they would be:
}
rows-sheet-row = { $time }  { $rest }
rows-sheet-undated = undated
rows-sheet-refused = { $count ->
    [one] Up to there 1 record becomes no row; line { $line }: { $why }
   *[other] Up to there { $count } records become no rows; the first, line { $line }: { $why }
}
rows-sheet-withheld = What the file holds would be withheld at this level of the screen: the import is marked TLP:{ $mark }. Raise the level to look at it first.
rows-taken = Rows taken in as record { $record }: { $kept } of { $read } kept, exhibit { $exhibit }.
rows-taken-refused = Rows taken in as record { $record }: { $kept } of { $read } kept, { $refused } refused, exhibit { $exhibit }. warroom rows refused { $record } writes out the refused lines.
rows-cancelled = Reading of the rows was cancelled; nothing was recorded.
rows-not-taken = No rows were taken in: { $why }
rows-still-open = a question is open that was not when the file was looked at, so that it has changed since; look at it again
rows-twice-now = its rows came into the case meanwhile, as record { $record }; nothing was recorded

# What is said of files of other tools

rows-format-timesketch-csv = Timesketch CSV
rows-format-timesketch-jsonl = Timesketch JSONL
rows-format-redline = Redline CSV
rows-format-plaso-dynamic = plaso dynamic
rows-format-plaso-l2tcsv = plaso l2tcsv
rows-format-tln = TLN
rows-format-l2t-tln = L2TTLN
rows-format-plaso-json-line = plaso json_line
rows-format-hayabusa-csv = Hayabusa CSV
rows-format-hayabusa-timesketch = Hayabusa CSV for Timesketch
rows-format-chainsaw = Chainsaw CSV
rows-format-forensic-timeliner = forensic-timeliner CSV
rows-format-iris-timeline = DFIR-IRIS timeline, as it imports
rows-format-iris-timeline-export = DFIR-IRIS timeline, as it exports
rows-format-iris-assets = DFIR-IRIS assets
rows-format-iris-iocs = DFIR-IRIS indicators
rows-format-iris-case = DFIR-IRIS case as JSON
rows-format-aurora = Aurora case (.fox)
rows-format-kanvas = Kanvas sheet
rows-format-velociraptor = Velociraptor JSONL
rows-format-chat = chat
rows-format-table = table
rows-format-json-lines = JSON objects
rows-encoding-utf8 = UTF-8
rows-encoding-utf16-le = UTF-16, little end first
rows-encoding-utf16-be = UTF-16, big end first
rows-encoding-windows1252 = Windows-1252, as declared
rows-encoding-latin1 = Latin-1, as declared
rows-time-iso = 2026-11-24T09:04:00Z
rows-time-day-first = day before month: 24.11.2026
rows-time-month-first = month before day: 11/24/2026
rows-time-mail = as mail does: Tue, 24 Nov 2026
rows-time-seconds = seconds since 1970
rows-time-millis = milliseconds since 1970
rows-time-micros = microseconds since 1970
rows-time-nanos = nanoseconds since 1970
rows-role-time = time
rows-role-time-else = time, where the other is empty
rows-role-clock = clock beside the date
rows-role-zone = zone of the time
rows-role-what = what happened
rows-role-kind = what the time says of it
rows-role-source = source
rows-role-host = host
rows-role-user = account
rows-role-level = level
rows-role-tags = tags
rows-role-techniques = ATT&CK and ATLAS ids
rows-role-extra = beside the row
rows-told-nothing = nothing in it was recognised
rows-told-chat = its lines begin with a time and a name
rows-told-nearly = no known format has these columns; { $format } would need { $columns } too
rows-told-table = no known format has these columns
rows-told-json = JSON objects whose members are those of no known format
rows-told-bars = { $count ->
    [one] no header, 1 cell between bars, the first a number of seconds
   *[other] no header, { $count } cells between bars, the first a number of seconds
}
rows-told-columns = its columns: { $columns }
rows-told-members = its members: { $columns }
rows-told-those = those of the format
rows-told-names = { $names }
rows-asks-zone = times without a zone, first in line { $line }: { $seen }; which zone the tool wrote them in is not in the file
rows-asks-day = day and month can be read either way round, first in line { $line }: { $seen }
rows-asks-unit = times are numbers since 1970 whose unit nothing names, such as { $seen }; by their size they are { $unit }
rows-asks-columns = which column holds what is not known; the columns are suggested by their names
rows-asks-form = the times are written in no known form, first in line { $line }: { $seen }
rows-asks-encoding = line { $line } is no text in the encoding of the file, and so may others be
rows-why-long = longer than { $limit } bytes, the longest that is read as one record; its beginning is shown
rows-why-nul = holds a NUL byte: it is no text, or text of another encoding
rows-why-no-text = no text in the encoding of the file from byte { $at } on
rows-why-open-quote = a quote is opened and never closed; close it, or double the quotes inside
rows-why-stray-quote = text after the closing quote of column { $column }; double the quotes inside a quoted cell
rows-why-columns = { $found ->
    [one] 1 column
   *[other] { $found } columns
} where the header has { $expected }
rows-why-no-json = no JSON from byte { $at } on
rows-why-no-object = JSON, but no object
rows-why-formula = column { $column } holds a formula, and what it shows is computed; save the sheet with values only
rows-why-no-chat = neither a message nor the rest of the one above
rows-why-cut-short = the file ends inside this record; it may have been copied while it was written
rows-why-time-empty = its time is empty
rows-why-time-form = its time is not written as those of this file are
rows-why-time-none = the calendar or the clock has no such time
rows-why-time-range = its time lies outside the years 0000 to 9999
rows-why-time-zone = its time is without a zone, and none was declared; declare it
rows-why-time-zone-unknown = the zone beside its time is not certain: abbreviations name several; write an offset
rows-why-time-skipped = its local time never was: clocks went forward over it; the declared zone may be wrong
rows-note-twice = a local time that exists twice (clocks went back); the earlier one is taken
rows-note-timestamp = timestamp names another instant than datetime; datetime is taken
rows-note-far = a year before 1971 or after 2099
rows-note-leap = second 60; read as the next minute's first
rows-note-short-year = two digits of the year; read as a year of this century
rows-note-inside = lines inside its quotes that would be rows by themselves
rows-other-format = by its content the file is { $found } ({ $found-code }), not { $wanted } ({ $wanted-code }), so that it is not read as that
rows-other-format-needs = by its content the file is { $found } ({ $found-code }), not { $wanted } ({ $wanted-code }), so that it is not read as that; { $wanted } needs: { $needs }
rows-file-empty = the file is empty; there is nothing to read; check that it was copied whole
rows-file-zip = the file is a zip archive, which is not read from here; unpack it and import the file inside
rows-file-workbook = the file is a workbook, which is not read from here; import it by its path, or save its sheet as CSV
rows-file-packed-twice = the file is packed twice; unpack it once and import what comes out
rows-file-utf32 = the file is UTF-32, which is not read; save it as UTF-8 and import that
rows-file-blank = the file holds nothing but white space; there is nothing to read; check that it was copied whole
rows-file-no-column = no column of it has the name { $name }; it has: { $columns }
rows-file-bomb = { $packed ->
    [one] 1 byte
   *[other] { $packed } bytes
} of the packed file became more than { $unpacked ->
    [one] 1 byte
   *[other] { $unpacked } bytes
}; no log packs like this, so that reading stopped; unpack it by hand and look at it first
rows-file-unreadable = the file cannot be read to its end ({ $error }); what was read of it says nothing of the rest; copy it again and compare its digest with the original's
rows-file-changed = the file changed while it was read ({ $changes }); what was said of it fits neither state; make a copy that nobody writes to and look at that
rows-file-stopped = stopped before the end of the file; nothing was recorded, begin again when there is time
rows-file-source = { $problem }
rows-archive-damaged = the archive is damaged, encrypted or packed in a way that is not read ({ $error }); unpack it with the tool that made it and import the file inside
rows-archive-empty = the archive holds no file; there is nothing to read; check that it was copied whole
rows-archive-several = { $count ->
    [one] the archive holds 1 file: { $names }
   *[other] the archive holds { $count } files: { $names }
}; which of them is meant is not known; unpack it and import one at a time
rows-archive-more = { $names } and { $more } more
rows-archive-names = { $names }
rows-archive-macros = the workbook holds macros, programs that a timeline needs none of; save it as .xlsx without macros, or its sheet as CSV
rows-archive-links = the workbook links to other files, so that its cells are not its own; break the links and save it, or save its sheet as CSV
rows-archive-workbook = the workbook cannot be read ({ $error }); open it in a spreadsheet and save its sheet as CSV
