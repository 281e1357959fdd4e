"""People of the demo with one loan each, in different situations."""

from __future__ import annotations

from ivr.domain.demo_model import USUAL, DemoAccount, DemoDeferral, DemoPlan, Person, loan

LOANS: tuple[Person, ...] = (
    Person(
        "Alice Morgan",
        (
            DemoAccount(
                "40012345",
                "overdue",
                "loan",
                (loan("Kitchen", "120.00", (-79, -49, -18, 12, 42, 73), 2, minimum="60.00"),),
            ),
        ),
        birth_date="1980-02-29",
        text="+12025550101",
        email="alice@example.com",
    ),
    Person(
        "Ben Carter",
        (DemoAccount("40023456", "paid up", "loan", (loan("Car repair", "95.00", (-63, -33, -2, 28, 59), 3),)),),
        postcode="10002",
        text="+12025550102",
    ),
    Person(
        "Carla Diaz",
        (
            DemoAccount(
                "40034567",
                "in promotion",
                "loan",
                (DemoPlan("Refrigerator", "promotion", "85.00", (-52, -21, 9, 39, 70, 101), 2),),
                promotion=127,
            ),
        ),
        last_payment=True,
        text="+12025550103",
        email="carla@example.com",
    ),
    Person(
        "Daniel Evans",
        (
            DemoAccount(
                "40045678",
                "deferred already",
                "loan",
                (loan("Dentist", "150.00", (-55, -25, 10, 36, 66), 2),),
                deferrals=(DemoDeferral("granted", 6, 14, 10),),
            ),
        ),
        birth_date="1975-07-14",
        text="+12025550104",
    ),
    Person(
        "Emma Fischer",
        (DemoAccount("40056789", "disputed", "loan", (loan("Bicycle", "60.00", USUAL, 2),), state="disputed"),),
        postcode="11201",
        text="+12025550105",
    ),
    Person(
        "Frank Green",
        (DemoAccount("40067890", "locked", "loan", (loan("Piano", "110.00", USUAL, 3),), state="locked"),),
        birth_date="1969-01-05",
        text="+12025550106",
    ),
    Person(
        "Grace Hill",
        (DemoAccount("40078901", "no mobile, e-mail only", "loan", (loan("Laptop", "75.00", USUAL, 3),)),),
        birth_date="1991-11-30",
        email="grace@example.com",
    ),
    Person(
        "Henry Ito",
        (DemoAccount("40089012", "no contact at all", "loan", (loan("Camera", "45.00", USUAL, 3),)),),
        birth_date="1983-03-08",
    ),
    Person(
        "Isabel Jiménez",
        (
            DemoAccount(
                "40090123", "Spanish, overdue", "loan", (loan("Muebles", "130.00", (-76, -46, -15, 15, 45), 2),)
            ),
        ),
        birth_date="1988-05-05",
        text="+12025550109",
        email="isabel@example.com",
        language="es-US",
    ),
)
