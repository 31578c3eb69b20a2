/** Entitlements: the ledger of test attempts per account and module. */
@NullMarked
package com.ieltsaiprep.api.entitlement;

import org.jspecify.annotations.NullMarked;
