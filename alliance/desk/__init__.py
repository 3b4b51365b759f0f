"""The staff side of joining in the admin: applications, members, partnerships, persons, webhooks, numbers.

The screens only ask and show; what is done is a verb of `alliance.membership`.
"""
