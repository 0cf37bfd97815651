# Entities: commands, fields, codes, lines of the timeline, rules, sheets. All words of this concern stand here.

# Commands
title-entities = Entities
title-entity = An asset, account, data set or model
title-entity-change = More, or other, about an entity
title-entity-judge = How an entity is judged
title-rows-entities = Take over assets and indicators of a list
plain-group-entity = Assets, accounts, data sets and models

# Fields
field-entity = Entity
field-entity-kind = Kind
field-asset-type = Type
field-aliases = Also called
field-not-aliases = Not called
field-new-name = Called now
field-importance = Importance
field-judgement = Judged
hint-entity = its name: host name, account, data set, model
hint-entity-kind = empty: account for an address, else asset
hint-aliases = other names of the same thing, commas between
hint-not-aliases = names that are another's, commas between
hint-new-name = the old name stays one of its names
hint-judgement = a judgement is shown as one; proof is other records

# Codes
entity-kind-asset = asset
entity-kind-account = account
entity-kind-data-set = data set
entity-kind-model = model
entity-kind-indicator = indicator
entity-kind-named = named
asset-type-workstation = workstation
asset-type-server = server
asset-type-domain-controller = domain controller
asset-type-network-device = network device
asset-type-firewall = firewall
asset-type-identity-provider = identity provider
asset-type-cloud = cloud service
asset-type-container = container
asset-type-database = database
asset-type-storage = storage
asset-type-backup = backup
asset-type-mobile = mobile device
asset-type-industrial = industrial control
asset-type-pipeline = build or training pipeline
asset-type-application = application
asset-type-other = other asset
importance-critical = critical
importance-high = high
importance-medium = medium
importance-low = low
judgement-suspected = suspected
judgement-confirmed = confirmed
judgement-ruled-out = ruled out
entity-standing-recorded = nothing said of it
entity-standing-suspected = SUSPECTED
entity-standing-confirmed = CONFIRMED
entity-standing-ruled-out = ruled out
entity-standing-contained = contained
entity-standing-clean = clean
entity-via-judged = judgement
entity-via-fact = fact of the timeline
entity-via-hit = hit of the watch
entity-via-hunt = hunt
entity-via-containment = containment
entity-via-restoration = restoration
entity-via-scan = scan
entity-via-condemned = condemnation
entity-via-descends = it descends from what is condemned
entity-via-fate = what became of it

# Lines of the timeline
act-entity = { $kind } recorded: { $name }{ $aliases ->
    [0] {""}
    [one] , with 1 other name
   *[other] , with { $aliases } other names
  }; by { $who }
act-entity-listed = { $taken ->
    [one] 1 entity
   *[other] { $taken } entities
  } taken over from import { $record }; { $known } known, { $refused } without a name; by { $who }
act-entity-changed = { $name } changed in the register by { $who }
act-entity-judged = { $name } judged { $judgement } by { $who }: { $reason }

# Rules
u-01-missing = { $name } is in the register already, by record { $record }: both are taken for one thing
u-01-next = Strike this record if it says nothing new, or give this thing another name if it is another one
u-02-missing = Nobody says why it is judged so
u-02-next = Judge it again with a reason
u-03-missing = The judgement cites neither a record nor an exhibit that stands
u-03-next = Judge it again with the record or the exhibit that shows it
u-04-missing = { $count ->
    [one] 1 indicator became known that no scan of { $record } looked for
   *[other] { $count } indicators became known that no scan of { $record } looked for
}
u-04-next = Scan it again with the current set
u-05-missing = { $name }{ $count ->
    [one] {""}
   *[other] { " " }and more, { $count } in all,
  } means our own network or names: whoever hunts for it finds ourselves
u-05-next = Take back with remove what does not stand for the attacker
u-06-missing = No kind was told of { $name }{ $count ->
    [one] {""}
   *[other] { " " }and more, { $count } in all
  }: kept as text, to be looked for letter by letter
u-06-next = Name the kind before it, as in process:NAME, or take it back with remove
u-07-missing = { $taken } taken over; { $known } were known already, { $refused } have no name
u-07-next = Look at the rows without a name in the file, and record them by hand if they matter
u-08-missing = Record { $record } does not name { $name }, or is one of its own records
u-08-next = Judge it again with a record that names it; if it goes by another name there, say so: entity-change
u-09-missing = It was shown before { $name } was known to be the same, and was not shown of that
u-09-next = Show it of the whole: contain it again, or scan it again
u-10-missing = Signs alone are no name: { $names }
u-10-next = Nothing to do if it was a slip: nothing goes by them; give it the name that it has
u-11-missing = It is not called so beside its own name: { $names }
u-11-next = Give it another name of its own with new-name, or strike the record that brought the name
i-50-missing = The rows of that import cannot be read whole, or are too many for one record
i-50-next = Run warroom verify; divide a list that is too long and import its parts
i-51-missing = Nothing of that import is new: { $known } known already, { $refused } without a name
i-51-next = Lists of assets and of indicators are taken over; other rows are looked through with find

# What is missing for the next status
entity-lacks-suspicion = nobody suspects it or rules it out
entity-lacks-confirmation = no confirmed fact names it, and no judgement with evidence
entity-lacks-containment = no containment names it
entity-lacks-again = the hit in record { $record } came after what was contained
entity-lacks-clean = no restoration and no clean scan names it
entity-lacks-in = record { $record }: { $what }
entity-next = not yet { $code }: { $missing }

# Sheets
entities-none = No asset, account, data set or model is recorded, and no record names one
entities-h = { $kind ->
    [asset] Assets
    [account] Accounts
    [data-set] Data sets
    [model] Models
    [indicator] Indicators
   *[other] Named by records, not in the register
  } ({ $count })
entity-row = { $name }: { $standing }{ $more }
entity-row-next = { $name }: { $standing }{ $more }; { $next }
entity-type = { " " }({ $type })
entity-part = { $before }, { $what }
entity-no-more = {""}
entity-name = { $name }
entity-with-type = { $name }{ $type }
entity-owner = owner { $who }
entity-importance = importance { $importance }
entity-also = also { $names }
entity-twice = recorded { $count } times
entity-import-struck = from import { $record }, which was struck
entity-indicator = { $value } ({ $kind })
entity-unrecorded = { $name }, first in record { $record }: not in the register
entities-more = { $count } more are not listed here: search for one with /, or print them with show entities
entities-not-found = Nothing in the register is called so
entity-h-about = { $name } ({ $kind })
entity-called = Also called { $names }
entity-note = Note: { $note }
entity-records = Recorded by { $records }
entity-sets = In the sets { $sets }
entity-stands = How it stands: { $standing }
entity-piece = Record { $record }, { $via } by { $who }: { $shows ->
    [shown] shows
   *[short] would show
  } { $what }
entity-piece-short = { $piece }; { $missing } [{ $rule }]
entity-h-used = Where it is used ({ $count })
entity-rows = { $count ->
    [0] No imported row names it
    [one] { $count } imported row names it: Enter shows it
   *[other] { $count } imported rows name it: Enter shows them
  }
entity-rows-counting = Imported rows that name it are being counted: Enter shows them
entity-rows-uncounted = Imported rows that name it: find { $query }
entity-use = Record { $record }: { $words }
entity-use-struck = Record { $record }, struck: { $words }
entity-gone = It is not in the register any more: its record was struck or is withheld

# In forms
form-entity-new = { $name } is not in the register: F4 records it, and this form waits
plain-said-form-entity-new = { $name } is not in the register: /name puts it there, and this form waits
form-indicator-new = { $name } is in no set: F4 puts it into one, and this form waits
plain-said-form-indicator-new = { $name } is in no set: /name puts it into one, and this form waits
plain-no-name = No answer up to here names something that is not in the register.
offer-named = named in record { $record }
form-entity-known = { $name } is in the register already
field-pasted = Pasted lines
hint-pasted = one to a line; broken ones are mended, # is a remark
pasted-reads = Read as { $kinds }{ $twice ->
    [0] {""}
   *[other] ; { $twice } said twice
  }{ $known ->
    [0] {""}
   *[other] ; { $known } known already
  }
pasted-kind = { $before }{ $kind } ({ $count })
pasted-and = { $before },{ " " }
pasted-none = nothing new
