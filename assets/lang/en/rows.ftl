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
