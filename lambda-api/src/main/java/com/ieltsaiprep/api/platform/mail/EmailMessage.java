package com.ieltsaiprep.api.platform.mail;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * E-mail message to a user. It quotes nothing that its requester has typed, since it may go to
 * another person.
 */
public sealed interface EmailMessage {
    /** Returns the subject line. */
    String subject();

    /** Returns the paragraphs in plain text. */
    List<String> paragraphs();

    /** Code to confirm the address of a registration. */
    record ConfirmAddress(String code) implements EmailMessage {
        @Override
        public String subject() {
            return "Confirm your e-mail address";
        }

        @Override
        public List<String> paragraphs() {
            return List.of(
                    "Your code for IELTS AI Prep is",
                    code,
                    "Type it in the app within 15 minutes, and your account is ready.",
                    "If you did not ask for an account, do not pass the code on, and nothing"
                            + " happens.");
        }

        /** Omits the code. */
        @Override
        public String toString() {
            return "ConfirmAddress";
        }
    }

    /** Notice of a registration with an address that has an account. */
    record AlreadyRegistered() implements EmailMessage {
        @Override
        public String subject() {
            return "You have an account already";
        }

        @Override
        public List<String> paragraphs() {
            return List.of(
                    "Somebody, perhaps you, asked for an account with this e-mail address at IELTS"
                            + " AI Prep. There is one already.",
                    "Sign in with your password. If you do not remember it, choose \"Forgot"
                            + " password\" in the app.",
                    "If it was not you, there is nothing to do: your account is as it was.");
        }
    }

    /** Code to reset a forgotten password. */
    record ResetPassword(String code) implements EmailMessage {
        @Override
        public String subject() {
            return "Your code to set a new password";
        }

        @Override
        public List<String> paragraphs() {
            return List.of(
                    "Your code to set a new password at IELTS AI Prep is",
                    code,
                    "Type it in the app within 15 minutes.",
                    "If you did not ask for it, do not pass the code on, and your password stays as"
                            + " it is.");
        }

        /** Omits the code. */
        @Override
        public String toString() {
            return "ResetPassword";
        }
    }

    /** Notice of a changed password. */
    record PasswordChanged() implements EmailMessage {
        @Override
        public String subject() {
            return "Your password was changed";
        }

        @Override
        public List<String> paragraphs() {
            return List.of(
                    "The password of your account at IELTS AI Prep was changed just now, and all"
                            + " other devices were signed out.",
                    "If it was not you, choose \"Forgot password\" in the app at once, and set a"
                            + " new one.");
        }
    }

    /**
     * Notice of an approved QR sign-in.
     *
     * @param browser the display name of the browser
     * @param place the display name of its country
     */
    record BrowserApproved(String browser, String place, Instant at) implements EmailMessage {
        private static final DateTimeFormatter TIME =
                DateTimeFormatter.ofPattern("HH:mm 'UTC on' d MMMM uuuu", Locale.ENGLISH)
                        .withZone(ZoneOffset.UTC);

        @Override
        public String subject() {
            return "A browser was allowed to sign in to your account";
        }

        @Override
        public List<String> paragraphs() {
            return List.of(
                    "A browser was allowed to sign in to your account at IELTS AI Prep. Its code"
                            + " was approved on one of your devices:",
                    "%s, %s, %s".formatted(browser, place, TIME.format(at)),
                    "Was it not you, or did somebody ask you for it? Choose \"Sign out"
                            + " everywhere\" in the app at once, and change your password.");
        }

        /** Omits browser and place. */
        @Override
        public String toString() {
            return "BrowserApproved";
        }
    }

    /** Notice of a deleted account. */
    record AccountDeleted() implements EmailMessage {
        @Override
        public String subject() {
            return "Your account was deleted";
        }

        @Override
        public List<String> paragraphs() {
            return List.of(
                    "Your account at IELTS AI Prep was deleted, with all that we held of you. Of"
                            + " purchases we keep what the law asks for, without your name and"
                            + " address.",
                    "This is our last mail to you. Good luck with your test.");
        }
    }
}
