package com.ieltsaiprep.api.platform.mail;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An e-mail address in the one form by which we know it: in small letters, its domain in ASCII. The
 * part before the @ is taken as a mail server takes it without extensions: letters, digits and a
 * few signs, no quotes.
 *
 * @param text at most 254 characters of ASCII, no blanks
 */
public record EmailAddress(String text) {
    /** Of an address, in characters (RFC 5321). */
    public static final int LONGEST = 254;

    private static final Pattern FORM =
            Pattern.compile(
                    "(?=.{1,64}@)[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                            + "@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+"
                            + "[a-z](?:[a-z0-9-]{0,61}[a-z0-9])");

    /** The JDK turns these into other letters, as no mail server does any more (RFC 5891). */
    private static final Pattern AMBIGUOUS = Pattern.compile("[ßẞς\\u200c\\u200d]");

    /** Two names of one provider, which takes no notice of dots. */
    private static final Set<String> GMAIL = Set.of("gmail.com", "googlemail.com");

    /**
     * Refuses any other form.
     *
     * @throws IllegalArgumentException if the text is not in this form
     */
    public EmailAddress {
        if (text.length() > LONGEST || !FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not an e-mail address in normal form");
        }
    }

    /**
     * Reads what a person typed: blanks around it and capital letters do not matter.
     *
     * @return empty if no mail can be sent there
     */
    public static Optional<EmailAddress> parse(String typed) {
        String[] parts = typed.strip().split("@", -1);
        if (parts.length != 2 || AMBIGUOUS.matcher(parts[1]).find()) {
            return Optional.empty();
        }
        try {
            String domain = IDN.toASCII(parts[1], IDN.USE_STD3_ASCII_RULES);
            return Optional.of(
                    new EmailAddress((parts[0] + "@" + domain).toLowerCase(Locale.ROOT)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /**
     * The mailbox behind the address, as far as that can be told: many providers deliver {@code
     * an+anything@…} where they deliver {@code an@…}, so that one mailbox has any number of
     * addresses. To count by only: elsewhere the + is a letter like others, and the addresses are
     * different people's.
     */
    public String mailbox() {
        int at = text.indexOf('@');
        int plus = text.indexOf('+');
        String domain = text.substring(at + 1);
        // A name that begins with + would have nothing left.
        String name = text.substring(0, plus > 0 && plus < at ? plus : at);
        return GMAIL.contains(domain) ? name.replace(".", "") + "@gmail.com" : name + "@" + domain;
    }

    /** Without the address. */
    @Override
    public String toString() {
        return "EmailAddress";
    }
}
