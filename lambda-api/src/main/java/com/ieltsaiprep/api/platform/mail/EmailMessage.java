package com.ieltsaiprep.api.platform.mail;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * E-mail message to a user. The message quotes no text that was entered in a request, since the
 * request may come from another person than the recipient.
 *
 * @param paragraphs in plain text
 */
public record EmailMessage(String subject, List<String> paragraphs) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm 'UTC on' d MMMM uuuu", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    /** Creates an e-mail message with a copy of the list of paragraphs. */
    public EmailMessage {
        paragraphs = List.copyOf(paragraphs);
    }

    /** Creates the e-mail with the code that confirms the address of a new registration. */
    public static EmailMessage confirmAddress(String code) {
        return new EmailMessage(
                "Confirm your e-mail address",
                List.of(
                        "Your code for IELTS AI Prep is",
                        code,
                        "Type it in the app within 15 minutes, and your account is ready.",
                        "If you did not ask for an account, do not pass the code on, and nothing"
                                + " happens."));
    }

    /** Creates the e-mail that says that the address of a registration has an account already. */
    public static EmailMessage alreadyRegistered() {
        return new EmailMessage(
                "You have an account already",
                List.of(
                        "Somebody, perhaps you, asked for an account with this e-mail address at"
                                + " IELTS AI Prep. There is one already.",
                        "Sign in with your password. If you do not remember it, choose \"Forgot"
                                + " password\" in the app.",
                        "If it was not you, there is nothing to do: your account is as it was."));
    }

    /** Creates the e-mail with the code by which a user sets a new password. */
    public static EmailMessage resetPassword(String code) {
        return new EmailMessage(
                "Your code to set a new password",
                List.of(
                        "Your code to set a new password at IELTS AI Prep is",
                        code,
                        "Type it in the app within 15 minutes.",
                        "If you did not ask for it, do not pass the code on, and your password"
                                + " stays as it is."));
    }

    /** Creates the e-mail that tells an account holder that the password was changed. */
    public static EmailMessage passwordChanged() {
        return new EmailMessage(
                "Your password was changed",
                List.of(
                        "The password of your account at IELTS AI Prep was changed just now, and"
                                + " all other devices were signed out.",
                        "If it was not you, choose \"Forgot password\" in the app at once, and set"
                                + " a new one."));
    }

    /**
     * Creates the e-mail that tells an account holder that a QR sign-in of a browser was approved.
     *
     * @param browser the display name of the browser
     * @param place the display name of the browser's country
     */
    public static EmailMessage browserApproved(String browser, String place, Instant at) {
        return new EmailMessage(
                "A browser was allowed to sign in to your account",
                List.of(
                        "A browser was allowed to sign in to your account at IELTS AI Prep. Its"
                                + " code was approved on one of your devices:",
                        "%s, %s, %s".formatted(browser, place, TIME.format(at)),
                        "Was it not you, or did somebody ask you for it? Choose \"Sign out"
                                + " everywhere\" in the app at once, and change your password."));
    }

    /** Creates the e-mail that tells a user that the account was deleted. */
    public static EmailMessage accountDeleted() {
        return new EmailMessage(
                "Your account was deleted",
                List.of(
                        "Your account at IELTS AI Prep was deleted, with all that we held of you."
                                + " Of purchases we keep what the law asks for, without your name"
                                + " and address.",
                        "This is our last mail to you. Good luck with your test."));
    }

    /** Returns the subject of the e-mail only, so that logs hold no codes and places. */
    @Override
    public String toString() {
        return "EmailMessage[" + subject + "]";
    }
}
