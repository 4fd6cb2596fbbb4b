"""What is asked of served models and answered: kept, compared with the tests, judged by labels.

``log`` keeps predictions, a run of ``manifest.DriftEngine`` compares them with the test rows of the
model (``statistics``), ``checks`` and ``alerts`` make of it what people are told, ``retraining``
trains again, ``quality`` says how often answers were right. What a job's child imports
(``reading``, ``reference``, ``statistics``, ``runner``) needs no Django.
"""
