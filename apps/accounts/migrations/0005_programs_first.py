"""Nothing of its own: on a new database the many small migrations of OAuth2 come before the tables
of the rooms. Each of them makes Django build all models anew that are there by then.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_lists_of_programs"),
        ("oauth2_provider", "0022_refreshtoken_token_family_index"),
    ]

    operations = []
