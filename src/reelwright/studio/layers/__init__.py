"""What a shot is drawn with: text, pictures, shapes, backgrounds, motifs, transitions; imported in children only.

`backgrounds`, `motifs` and `transitions` are folders of one file each: a new file is found by its name.
"""
