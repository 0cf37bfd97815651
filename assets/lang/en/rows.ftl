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

# The form that takes in a file, and what is shown before

title-rows-import = Take in rows of another tool's file
hint-rows-import-file = F2 picks it: timeline, list or chat of another tool
plain-said-hint-rows-import-file = its path: timeline, list or chat of another tool
field-times = Times are written
hint-times = only where the file does not show it
field-columns = Columns
hint-columns = where no format is known: time=When, what=Said, or @FILE
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
