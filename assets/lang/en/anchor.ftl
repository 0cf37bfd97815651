# Checkpoints of the journal, and what carries them out of the room. All words of this concern stand here.

# Commands
title-checkpoint = A checkpoint is signed

# Timeline
act-checkpoint = checkpoint signed over { $size ->
    [one] one line
   *[other] { $size } lines
}: case head { $head }..., { $occasion }

# Why it was signed
occasion-demand = on demand
occasion-hand-over = at the hand-over
occasion-closure = at the end
occasion-export = for an export
occasion-proof = to prove one record

# Rules
j-01-missing = No checkpoint was signed here: it would contradict one that this laptop signed before
j-01-next = Run `warroom verify`, look for the newer copy of this case file, and let another laptop sign meanwhile
