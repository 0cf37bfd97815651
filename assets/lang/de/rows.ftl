# Rows of other tools' files: commands, fields, lines of the timeline, rules

title-rows-clock = Die Uhr hinter übernommenen Zeilen
field-import = Übernahme
hint-import = der Eintrag der Übernahme: 48
act-rows = Zeilen aus { $file } ({ $format }): { $kept } übernommen, { $refused } abgewiesen
act-rows-clock = die Uhr hinter { $file } ging um { $ahead } falsch; die Zeiten ihrer Zeilen werden berichtigt gezeigt
r-01-missing = Die Zeilen dieser Datei sind schon im Fall, durch Eintrag { $record }: jede zählt jetzt doppelt
r-01-next = Eine der beiden Übernahmen streichen: strike
r-02-missing = { $count ->
    [one] { $count } Datensatz wurde keine Zeile
   *[other] { $count } Datensätze wurden keine Zeilen
}; jeder ist mit seinem Grund aufbewahrt
r-02-next = Sie berichtigen und übernehmen: warroom rows refused, dann warroom import
