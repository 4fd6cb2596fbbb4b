"""Which of several alternatives people choose: the conditional logit of competitor studies."""
