import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('crm', '0005_connections'),
        ('projects', '0004_plan'),
    ]

    operations = [
        migrations.AddField(
            model_name='syncconnection',
            name='identity',
            field=models.CharField(blank=True, editable=False, max_length=300),
        ),
        migrations.CreateModel(
            name='SyncSystem',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True, db_index=True)),
                ('name', models.CharField(max_length=40, verbose_name='name in external ids')),
                ('connector', models.CharField(max_length=40, verbose_name='system')),
                ('identity', models.CharField(max_length=300)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='projects.project')),
            ],
            options={
                'verbose_name': 'name in external ids',
                'verbose_name_plural': 'names in external ids',
                'constraints': [models.UniqueConstraint(fields=('project', 'name'), name='crm_syncsystem_once')],
            },
        ),
    ]
