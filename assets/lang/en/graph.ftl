# The graph of the incident: a picture along a time axis

title-graph = Graph of the incident
graph-keys-more = Shift-Left/Right move   Home/End first, last item   Up/Down row   q back
graph-keys = Left/Right item   Tab row   +/- zoom   0 all   Enter go   Esc back   PgUp/PgDn pan
graph-too-small = The graph needs { $columns } columns by { $rows } rows: make the window larger or the letters smaller, or press Esc to go back.
graph-span = { $from } to { $to }
graph-facts = facts { $count }
graph-actions = actions { $count }
graph-clocks = clocks { $count }
graph-most = at most { $count }
graph-withheld = withheld { $count }
graph-more = +{ $count } more
graph-before = { $count } earlier
graph-after = { $count } later
graph-now = now
graph-flag = { $name }, { $state }
graph-flag-late = ! { $name }, { $state }
graph-sent-late = sent late
graph-phase-open = { $open } of { $steps } open
graph-fallen = { $count ->
    [one] 1 line that was struck, corrected or refuted is not drawn
   *[other] { $count } lines that were struck, corrected or refuted are not drawn
}
graph-nothing = Nothing that happened is on record yet.
graph-no-clocks = No clock has an instant at which it is due.
graph-fact = Fact { $n } of { $count }
graph-action = Action { $n } of { $count }
graph-clock = Clock { $n } of { $count }  due { $due }
graph-record = record { $record }
graph-left = { $left } left
graph-late-by = late by { $by }
graph-started = started { $at }
graph-sent = notice sent { $at }
