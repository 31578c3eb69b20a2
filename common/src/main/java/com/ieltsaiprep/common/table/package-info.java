/** What is kept in DynamoDB: tables, keys and items. docs/data.md shows it in one table. */
@NullMarked
package com.ieltsaiprep.common.table;

import org.jspecify.annotations.NullMarked;
