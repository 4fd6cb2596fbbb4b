"""Registered models held in memory: a small server of warm processes, and the door to it.

``python -m apps.modelhub.serving`` is the server (the Procfile's ``serve``). It keeps one child
process for each loaded model, gathers what is asked of it into batches, ends those that were not
used for longest when memory is short, and listens on a Unix socket that only its own account may
open. Web processes are thin clients of it (:mod:`.client`) and never import what models need.

Frames of JSON, each with its length before it, go both ways, to the server and to its children: no
pickle, nothing that could be executed.
"""
