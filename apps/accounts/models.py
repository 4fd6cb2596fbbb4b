"""People and service accounts, invitations, the credentials that act for them, mail not sent."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from timezone_field import TimeZoneField

from apps.core.models import BaseModel


class UserManager(BaseUserManager["User"]):
    """Accounts are keyed by e-mail address, compared without case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, PermissionsMixin, BaseModel):
    """A person who logs in with an e-mail address, or a service account, which cannot log in."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    language = models.CharField(
        _("language"), max_length=10, blank=True, help_text=_("Empty: what the browser asks for.")
    )
    time_zone = TimeZoneField(_("time zone"), default="UTC", choices_display="WITH_GMT_OFFSET")
    theme = models.CharField(
        _("appearance"),
        max_length=8,
        default="auto",
        choices=[("auto", _("As the device")), ("light", _("Light")), ("dark", _("Dark"))],
    )
    is_staff = models.BooleanField(_("administrator"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    is_service = models.BooleanField(_("service account"), default=False, editable=False)
    # Made by the import of a project, so that authorship stays readable: nobody has had it yet.
    is_placeholder = models.BooleanField(default=False, editable=False)
    welcomed_at = models.DateTimeField(null=True, blank=True, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["email"]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def kind(self) -> str:
        """``person`` or ``service``."""
        return "service" if self.is_service else "person"

    @property
    def own_email(self) -> str | None:
        """The address that mail reaches; a service account's is only a key."""
        return None if self.is_service else self.email

    @property
    def shown_name(self) -> str:
        """What others read instead of an id."""
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.shown_name

    def get_short_name(self) -> str:
        return self.name or self.email.split("@")[0]


class Invitation(BaseModel):
    """A link that lets one person set a password and join, once, until it expires."""

    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=150, blank=True)
    invited_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations")
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    grants = models.JSONField(default=list, blank=True)  # [{"project": id, "role": "viewer"}]
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["-created_at", "-id"], name="accounts_invitation_newest")]

    def __str__(self) -> str:
        return self.email

    @property
    def is_open(self) -> bool:
        return not self.accepted_at and not self.revoked_at and self.expires_at > timezone.now()


class ServiceAccount(BaseModel):
    """What makes a user a program: who made it, from where it may call and how often.

    Its user is a member of projects like a person, so every rule about roles holds for it; it has
    no password and the authentication backend knows no session of it.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="service")
    created_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    allowed_ranges = models.JSONField(_("allowed addresses"), default=list, blank=True)  # CIDR
    calls_per_minute = models.PositiveIntegerField(_("calls a minute"), null=True, blank=True)

    class Meta:
        verbose_name = _("service account")
        verbose_name_plural = _("service accounts")
        ordering = ["created_at"]
        indexes = [models.Index(fields=["created_at", "-id"], name="accounts_service_oldest")]

    def __str__(self) -> str:
        return str(self.user)


class Credential(BaseModel):
    """What a program proves itself with. ``scopes`` is the most that it may do."""

    scopes = models.JSONField(_("scopes"), default=list)
    last_used_at = models.DateTimeField(null=True, blank=True, editable=False)
    last_used_from = models.GenericIPAddressField(null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True


class ApiToken(Credential):
    """A REST credential. Only its SHA-256 is stored; the secret is shown once."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("name"), max_length=100)
    prefix = models.CharField(max_length=12, editable=False)
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    allowed_ranges = models.JSONField(_("allowed addresses"), default=list, blank=True)  # CIDR
    expires_at = models.DateTimeField(_("expires"))

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["-created_at", "-id"], name="accounts_token_newest")]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    @property
    def is_valid(self) -> bool:
        return not self.revoked_at and self.expires_at > timezone.now()


class OAuthClient(Credential):
    """An OAuth2 client of a service account; the library's row holds its id and hashed secret."""

    service = models.ForeignKey(ServiceAccount, on_delete=models.CASCADE, related_name="clients")
    application = models.OneToOneField(
        "oauth2_provider.Application", on_delete=models.CASCADE, related_name="client"
    )

    class Meta:
        verbose_name = _("OAuth2 client")
        verbose_name_plural = _("OAuth2 clients")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["-created_at", "-id"], name="accounts_client_newest")]

    def __str__(self) -> str:
        return f"{self.application.name} ({self.application.client_id[:12]}…)"


class OutboxMail(BaseModel):
    """A message that no mail server took, kept for administrators to read and pass on."""

    to = models.TextField(_("recipients"))
    subject = models.CharField(_("subject line"), max_length=998)
    body = models.TextField(_("message text"))

    class Meta:
        verbose_name = _("outbox message")
        verbose_name_plural = _("outbox messages")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["-created_at", "-id"], name="accounts_mail_newest")]

    def __str__(self) -> str:
        return self.subject
