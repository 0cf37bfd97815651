# Lineage: commands, fields, lines of the timeline, needs, rules, sheet

title-artefact = An artefact, and what it was made from
title-lineage-list = Artefacts and links out of a file
title-lineage-link = It was made from others
title-condemn = Condemn an artefact, and what descends from it
title-fate = What became of artefacts
field-artefact = Artefact
field-artefacts = Artefacts
field-artefact-kind = Kind
field-artefact-digest = SHA-256
field-lies = Where it lies
field-derived-from = Made from
field-mends = Mends list
field-fate = What became
field-clean = Clean source
field-basis = What shows it
hint-artefact = its name; with @VERSION where there are several
hint-artefacts = NAME, NAME@VERSION or records, commas between
hint-artefact-digest = empty: that of the file or the exhibit
hint-lies = bucket and path, host and directory, registry
hint-derived-from = NAME@VERSION or records, commas between
hint-mends = record of the list whose lines were not taken
hint-clean = what it was made again from: not condemned
hint-basis = run, commit, configuration: what shows it
hint-lineage = an artefact: NAME@VERSION or its record
artefact-kind-data-set = data set
artefact-kind-shard = shard
artefact-kind-cache = cache
artefact-kind-embedding = embedding
artefact-kind-index = index
artefact-kind-checkpoint = checkpoint
artefact-kind-adapter = adapter
artefact-kind-model = model
artefact-kind-evaluation-set = evaluation set
artefact-kind-distilled-model = distilled model
artefact-kind-customer-model = customer's model
artefact-kind-other = artefact
fate-destroyed = destroyed
fate-quarantined = quarantined
fate-retrained = trained again
fate-evidence = kept as evidence
fate-kept = kept in use
fate-unaffected = not affected
line-why-unreadable = it cannot be read
line-why-no-name = no name, or only one end of a pair
line-why-cells = another number of cells than the heading
line-why-kind = no such kind of artefact
line-why-digest = no SHA-256, or another than is on record
line-why-cycle = it would make something descend from itself
line-why-twice = said before
line-why-several = the name fits several; give it with its version
act-artefact = { $kind } { $name }, made from { $count ->
    [0] nothing on record
    [one] 1 other
   *[other] { $count } others
  }; by { $who }
act-lineage-list = lineage read from a list: { $kept } of { $read } lines, { $artefacts ->
    [one] 1 artefact
   *[other] { $artefacts } artefacts
  }, { $links ->
    [one] 1 link
   *[other] { $links } links
  }; by { $who }
act-lineage-link = { $name } was made from { $parents }, found by { $who }
act-condemned = { $name } condemned by { $who }: { $why }
act-fate = { $name }{ $more ->
    [0] {""}
   *[other] { " " }and { $more } more
  }: { $fate }; by { $who }
need-condemned = { $name } is condemned, { $count } in all with what descends from it: nobody eradicates them
need-fates = nothing that counts became of { $count } condemned: { $names }
need-lines = { $count } lines of lineage list { $record } were not taken: they may hide what descends
need-live-condemned = { $system } is live and descends from what is condemned
override-kept = { $name } is condemned and stays in use, accepted by { $who }
lineage-names = { $names }{ $more ->
    [0] {""}
   *[other] { " " }and { $more } more
  }
i-38-missing = { $child } would be made from { $parent }, and { $parent } from { $child }: neither could have come first, and condemning one would condemn both
i-38-next = Look at the times of the two runs, and record the link the other way round or strike the wrong one
i-39-missing = The file is no list of artefacts: text with PARENT,CHILD to a line, a table with a heading that has name, or a manifest is needed, 1 MiB at most
i-39-next = Save the list as CSV or TSV in UTF-8, or divide it
i-40-missing = { $field } fits several artefacts: { $labels }
i-40-next = Give it with its version, or by its record
a-01-missing = { $field } of the artefact is missing: nobody could find it or tell it from another
a-01-next = Record it again with version, digest, place and owner, and strike this one
a-02-missing = The digest given is not that of the file or exhibit: one of the two is another artefact
a-02-next = Compute the digest where the artefact lies, and record it again
a-03-missing = Nothing says what it was made from: what is condemned could not reach it
a-03-next = Name what it was made from, or where it comes from if that is outside
a-04-missing = { $count } of { $read } lines were not taken; line { $line }: { $why }
a-04-next = Mend those lines, read them from a list of their own, and name this record as the one it mends
a-05-missing = Nothing shows that it was made from that
a-05-next = Name the run, commit or configuration, or attach the file
a-06-missing = Nobody says why it is condemned
a-06-next = Condemn it again with a reason
a-07-missing = It rests on no finding of the cause and no experiment that counts
a-07-next = Record the finding or the experiment, have it reviewed, and condemn it again with that record
a-08-missing = Who condemns it is neither lead, ML lead, data lead nor SIRO
a-08-next = Have one of them decide, and record that
a-09-missing = No file and no record shows that it was done
a-09-next = Attach what the store or the job printed, or cite the recorded session
a-10-missing = Nothing clean is named that it was made from: it is missing, condemned, or descends from what is
a-10-next = Name the artefact that it was made from, one that is not condemned
a-11-missing = No exhibit holds it: none is named, its digest was not computed, or it is another file's
a-11-next = Register it as an exhibit, compute its digest, and name that exhibit
a-12-missing = It stays in use without a reason, or without the SIRO's acceptance
a-12-next = Have the SIRO accept it in writing, and record why
a-13-missing = No experiment that counts and no manifest shows that it is not affected
a-13-next = Cite an experiment without effect in which it was the suspect, or attach a manifest with its digests
a-14-missing = It was judged before it was condemned: whoever judged it did not know why
a-14-next = Have it judged again
a-15-missing = { $count } stay in use by one record: nobody accepted each of them
a-15-next = Record each by itself
a-16-missing = Record { $record } goes by this name already: the name alone no longer says which is meant
a-16-next = Name it by its record from now on, or strike the wrong one
a-17-missing = { $child } from { $parent } is left out: other records make { $parent } descend from { $child }
a-17-next = Find out which is true, and strike the other
a-18-missing = It is dated before the first access
a-18-next = Correct the time or the first access, or record what became of it since
c5-20-missing = { $done } of { $expected } that are condemned or descend from it have a fate that counts; open: { $names }
c5-20-next = Record what became of each with fate, or an exception with owner and date
c5-21-missing = The artefact named is not condemned, or no longer
c5-21-next = Condemn it with its reason, or strike this line
c5-22-missing = How many there are is counted by the records: { $done } of { $expected }; what was typed is not used
c5-22-next = Leave the numbers empty
c5-23-missing = It is condemned, { $count } descend from it, and no line of eradication covers them
c5-23-next = Record a line of eradication with this lineage, and what becomes of each
c5-24-missing = { $others }: not among what the hunt names as hit; nobody treated { $names }
c5-24-next = Treat what is named and record it with more-of, leave it with exception, or hunt again with the names that are right
c5-25-missing = It is dated before the hunt, record { $record }
c5-25-next = Correct the time of the hunt or of the removal, or remove what the hunt found and record that
c5-26-missing = It is dated before the first access
c5-26-next = Correct the time or the first access, or record what was removed since
c6-30-missing = Record { $record } is no artefact: it does not say what was restored descends from
c6-30-next = Record the artefact with what it was made from, and restore by that
c6-31-missing = { $name } is condemned, or descends from something that is
c6-31-next = Take it off line; restore from an artefact that does not descend from it
c6-32-missing = The artefact named has another digest than what was restored, or none
c6-32-next = Name the artefact that was restored, with its digest
c6-33-missing = The artefact names nothing that it was made from, and not where it comes from
c6-33-next = Record what it was made from with lineage-link, or record it again with its origin
c6-34-missing = The log of the scan has the very bytes of what shows record { $record }
c6-34-next = Record the scan again with the log that the scanner wrote

# The sheet

title-lineage = Lineage
lineage-h-tree = Artefacts, each under what it was made from
lineage-h-condemned = Condemned
lineage-h-records = Lists, and what is not whole
lineage-none = No artefact is recorded
lineage-node = { $indent }{ $name } ({ $label }) { $kind }{ $told }
lineage-node-parents = { $indent }{ $name } ({ $label }) { $kind }, from { $parents }{ $told }
lineage-again = { $indent }{ $name } ({ $label }): see above
lineage-group = { $indent }{ $count } times { $kind }, { $first } to { $last }{ $told }
lineage-sound = {""}
lineage-open = : OPEN
lineage-condemned-open = : CONDEMNED, open
lineage-condemned-fate = : CONDEMNED{ $told }
lineage-fate = : { $fate } ({ $record })
lineage-fate-short = { $told }, does not count ({ $rule })
lineage-condemned = { $name } by { $who }, record { $record }: { $why }; rests on record { $cites }; { $done } of { $expected } have a fate that counts
lineage-condemned-bare = { $name } by { $who }, record { $record }: { $why }; rests on no record; { $done } of { $expected } have a fate that counts
lineage-condemned-struck = { $name }, record { $record }: struck
lineage-struck = { $name }, record { $record }: struck
lineage-renewed = { $name }, record { $record }: struck, and recorded again as { $label }, which has its links
lineage-held = { $name } was made from { $parent }, whose record { $record } is struck: it descends as before until it is linked anew
lineage-lacks = { $name }: { $what } ({ $rule })
lineage-list = { $file }, record { $record }: { $read } lines read, { $kept } taken, { $refused } not
lineage-list-struck = { $file }, record { $record }: struck
lineage-line = line { $line }: { $why } { $about }
lineage-crossed = record { $record }: { $child } from { $parent } is left out, since it would go in a circle
